/** `briakit-mock doctor`: whether what the mock needs is there, in versions that fit together. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** What the doctor looks at. A version or a checksum is undefined where the thing is not there. */
export interface Symptoms {
  readonly node: { readonly version: string; readonly wanted: string };
  readonly msw: { readonly version: string | undefined; readonly wanted: string };
  /** The file that pages need, with the checksum that it names, and that of the one which comes with msw. */
  readonly worker: {
    readonly path: string;
    readonly checksum: string | undefined;
    readonly wanted: string | undefined;
  };
}

export interface Finding {
  readonly isWrong: boolean;
  /** With what mends it. */
  readonly sentence: string;
}

/** A `package.json`, as far as it matters here. */
export interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly msw: string };
}

export const diagnose = ({ node, msw, worker }: Symptoms): readonly Finding[] => [
  isWithin(node.version, node.wanted)
    ? fine(`Node ${node.version}`)
    : wrong(`Node ${node.version}: it must be ${node.wanted}.`),
  isWithin(msw.version, msw.wanted)
    ? fine(`msw ${msw.version}`)
    : wrong(`msw ${msw.version ?? 'is not there'}. To mend it: npm install --save-dev 'msw@${msw.wanted}'`),
  findWorker(worker),
];

function findWorker({ path, checksum, wanted }: Symptoms['worker']): Finding {
  const init = `npx msw init ${dirname(path)}`;
  if (checksum === undefined) return fine(`No worker at ${path}: only pages need one. To make it: ${init}`);
  return checksum === wanted
    ? fine(`The worker at ${path}`)
    : wrong(`The worker at ${path} belongs to another version of msw. To mend it: ${init}`);
}

const fine = (sentence: string): Finding => ({ isWrong: false, sentence });
const wrong = (sentence: string): Finding => ({ isWrong: true, sentence });

/** @param range - in one of the forms that we use ourselves: `>=22.19.0`, `^3.0.5`. */
function isWithin(version: string | undefined, range: string): boolean {
  if (version === undefined) return false;
  const [have, least] = [numbersIn(version), numbersIn(range)];
  const at = least.findIndex((number, index) => number !== have[index]);
  const isEnough = at === -1 || (have[at] ?? 0) > (least[at] ?? 0);
  return isEnough && (!range.startsWith('^') || have[0] === least[0]);
}

const numbersIn = (version: string): readonly number[] =>
  (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/**
 * @param project - the folder that it is about.
 * @param manifest - our own.
 * @param path - of the worker. Default: where the project's `package.json` says that msw keeps it, or `public`.
 */
export function examine(project: string, manifest: Manifest, path = workerPathIn(project)): Symptoms {
  const ours = createRequire(import.meta.url);
  const read = (name: string) => attempt(() => readText(ours.resolve(name)));
  const msw = read('msw/package.json');
  return {
    node: { version: process.versions.node, wanted: manifest.engines.node },
    msw: {
      version: msw === undefined ? undefined : (JSON.parse(msw) as Manifest).version,
      wanted: manifest.peerDependencies.msw,
    },
    worker: {
      path,
      checksum: checksumIn(attempt(() => readText(resolve(project, path)))),
      wanted: checksumIn(read('msw/mockServiceWorker.js')),
    },
  };
}

const workerFolderSchema = z.object({
  msw: z.object({ workerDirectory: z.union([z.string(), z.array(z.string())]) }),
});

function workerPathIn(project: string): string {
  const manifest = attempt((): unknown => JSON.parse(readText(join(project, 'package.json'))));
  const { data } = workerFolderSchema.safeParse(manifest);
  const [folder = 'public'] = [data?.msw.workerDirectory ?? []].flat();
  return join(folder, 'mockServiceWorker.js');
}

const checksumIn = (script: string | undefined): string | undefined =>
  script && (/INTEGRITY_CHECKSUM = '(\w+)'/.exec(script)?.[1] ?? 'none');

const readText = (path: string) => readFileSync(path, 'utf8');

/** Undefined where it cannot be done. */
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
