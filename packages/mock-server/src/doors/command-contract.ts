/** `briakit-mock record` and `drift`: what a server says, kept; and how that differs from what another says, or said. */
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import type { Cassette, Skeleton } from '../contract/cassette.ts';
import type { ContractTarget } from '../contract/contract-api.ts';
import { misuse, parseDollars, parseHttpUrl, parseWhole, readData, type ReadText } from './command-values.ts';

export interface RecordCommand {
  readonly kind: 'record';
  readonly target: ContractTarget;
  /** Where the cassette is kept. */
  readonly file: string;
}

export interface DriftCommand {
  readonly kind: 'drift';
  readonly before: Cassette;
  /** Undefined: what this mock says. */
  readonly after: Cassette | undefined;
}

/** All that there are, as `parseArgs` takes them. */
export const RECORD_FLAGS = {
  'base-url': { type: 'string' },
  'image-url': { type: 'string' },
  'max-spend': { type: 'string', default: '0' },
  'per-minute': { type: 'string', default: '0' },
} as const;

/** @throws {Misuse} when it makes no sense. */
export function parseRecord(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RecordCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: RECORD_FLAGS,
    allowPositionals: true,
  });
  const [file, extra] = positionals;
  if (file === undefined) return misuse('record takes the file to keep the cassette in.');
  if (extra !== undefined) return misuse(`Unexpected argument '${extra}'.`);
  const token = env['BRIA_API_TOKEN'] || undefined;
  const subscriptionKey = env['PIXAZO_SUBSCRIPTION_KEY'] || undefined;
  if (token === undefined && subscriptionKey === undefined)
    return misuse('record needs BRIA_API_TOKEN or PIXAZO_SUBSCRIPTION_KEY in the environment.');
  const { 'base-url': baseUrl, 'image-url': imageUrl } = values;
  return {
    kind: 'record',
    file,
    target: {
      token,
      subscriptionKey,
      baseUrl: baseUrl === undefined ? undefined : parseHttpUrl('--base-url', baseUrl).origin,
      imageUrl: imageUrl === undefined ? undefined : parseHttpUrl('--image-url', imageUrl).href,
      maxSpendUsd: parseDollars('--max-spend', values['max-spend']),
      perMinute: parseWhole('--per-minute', values['per-minute'], 0),
    },
  };
}

/** @throws {Misuse} when a file is no cassette. */
export function parseDrift([before, after]: readonly string[], readText: ReadText): DriftCommand {
  if (before === undefined)
    return misuse('drift takes the cassette that was kept, and one to compare it with.');
  const read = (path: string) => readData('drift', path, cassetteSchema, readText);
  return { kind: 'drift', before: read(before), after: after === undefined ? undefined : read(after) };
}

const skeletonSchema: z.ZodMiniType<Skeleton> = z.lazy(() =>
  z.union([z.string(), z.array(skeletonSchema), z.record(z.string(), skeletonSchema)]),
);

const cassetteSchema = z.object({
  recordedAt: z.number(),
  cases: z.record(
    z.string(),
    z.array(
      z.object({
        asked: z.string(),
        status: z.int(),
        word: z.optional(z.string()),
        type: z.string(),
        headers: z.array(z.string()),
        body: z.optional(skeletonSchema),
        tookMs: z.number(),
      }),
    ),
  ),
}) as z.ZodMiniType<Cassette>;
