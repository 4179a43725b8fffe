/** What all routes that manage tailored models have in common. */
import { hashText } from '../../../world/chance.ts';
import type { Tailored } from '../../../world/tailored.ts';
import type { TailoredRow, TailoredTable } from '../../../world/tailored-table.ts';
import type { Route } from '../../exchange.ts';
import type { Act, Ask } from '../v1/immediate.ts';
import { immediate } from '../v1/immediate.ts';

/** An id, as text or number. */
export type Id = string | number;

export const manage = <Input extends object>(
  method: Route['method'],
  path: string,
  prepare: (ask: Ask<Input>) => Response | Act,
): Route => immediate<Input>({ operation: 'manage', method, path, prepare });

/** An answer, once the limit allows it. */
export const answer = (make: () => unknown, status = 200): Act => ({
  perform: () => Response.json(make(), { status }),
});

export const done = (change: () => void): Act => ({
  perform() {
    change();
    return new Response(null, { status: 204 });
  },
});

/** The row with this id, or the refusal that there is none. */
const finderIn =
  <Row extends TailoredRow>(name: string, tableOf: (tailored: Tailored) => TailoredTable<Row>) =>
  ({ world, tenant, refuse }: Ask<unknown>, id: Id): Row | Response =>
    tableOf(world.tailored).get(tenant, Number(id)) ?? refuse(404, `There is no ${name} ${id}.`);

export const findProject = finderIn('project', ({ projects }) => projects);
export const findDataset = finderIn('dataset', ({ datasets }) => datasets);
export const findModel = finderIn('model', ({ models }) => models);

/** Which training there is. Its only name that has been seen is that of the models. */
export const TRAINING_VERSION = 'fibo';

export const isoDate = (at: number): string => new Date(at).toISOString();

/** What makes a link a secret: whoever has it needs no token. */
export const secretOf = (tenant: string): string => hashText(`download/${tenant}`).toString(16);
