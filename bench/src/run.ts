/** Measures everything and writes `bench/RESULTS.md`. `--quick`: a part of it, to the standard output. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cold, COLD_PACINGS, fallback, ours, peersAs, type Contender } from './contenders.ts';
import { GOALS } from './goals.ts';
import { runOverHttp, type HttpFigures } from './http.ts';
import { measure, measureOracle } from './metrics.ts';
import { peer } from './peer-model.ts';
import { PEERS } from './peer-policies.ts';
import { realPeers } from './real-peers.ts';
import type { Check } from './report-tables.ts';
import { formatReport } from './report.ts';
import { createResults, type Results } from './results.ts';
import { BURSTS, LIMITERS, POISSONS, UNLIKE, withoutRetryAfter, type Cell } from './workloads.ts';

const isQuick = process.argv.includes('--quick');
const startedAt = performance.now();
const say = (text: string) =>
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);

/** In the quick version each cell has fewer seeds. */
const shorten = (cells: readonly Cell[]): readonly Cell[] =>
  isQuick ? cells.map((cell) => ({ ...cell, seeds: 'count' in cell.arrivals ? 2 : 1 })) : cells;

async function measureAll(results: Results, cells: readonly Cell[], contenders: readonly Contender[]) {
  for (const cell of cells) {
    results.add(await measureOracle(cell));
    for (const { strategyFor } of contenders) results.add(await measure(await strategyFor(cell), cell));
  }
}

const bursts = shorten(BURSTS);
const results = createResults();
say('bursts, arrivals at random, durations unlike what was assumed');
const everybody = [...ours, fallback, ...peersAs('generous')];
await measureAll(results, [...bursts, ...shorten(POISSONS), ...shorten(UNLIKE)], everybody);
say('ways of counting');
await measureAll(results, shorten(LIMITERS), [...cold, fallback]);

say('as published');
const pick = (...names: string[]) => bursts.filter(({ name }) => names.includes(name));
const published = createResults();
const asPublished = pick(
  '1 edit @ 10',
  '10 edit @ 10',
  '10 edit @ 60',
  '50 gen @ 60',
  '10 video @ 1000',
  '500 edit @ 1000',
);
await measureAll(
  published,
  [...asPublished, ...asPublished.map(withoutRetryAfter)],
  [...cold, ...peersAs('published')],
);

say('packages of peers');
const checks: Check[] = [];
for (const mode of ['generous', 'published'] as const) {
  for (const cell of pick('10 edit @ 60', '50 gen @ 60', '50 mix @ 1000')) {
    for (const { modelledBy, strategy } of realPeers(mode)) {
      const policy = PEERS.find(({ name }) => name === modelledBy)!;
      const model = await measure(peer(policy, mode), cell);
      checks.push({ mode, real: await measure(strategy, cell), model });
    }
  }
}

say('over HTTP');
const http: HttpFigures[] = [];
for (const seed of isQuick ? [1] : [1, 2])
  for (const { name, makePacing } of COLD_PACINGS) http.push(await runOverHttp(name, seed, makePacing));

const report = formatReport({ results, published, checks, http, isQuick });
if (isQuick) console.log(report);
else writeFileSync(join(import.meta.dirname, '../RESULTS.md'), report);

for (const { name } of ours) {
  for (const goal of GOALS) {
    const outcome = goal.judge(name, results);
    if (outcome)
      say(`${outcome.isReached ? 'reached    ' : 'NOT REACHED'} ${name}: ${goal.name}: ${outcome.value}`);
  }
}
say('done');
