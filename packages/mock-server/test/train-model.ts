import type { VirtualClock } from '@briakit/core/testing';
import type { Mock } from '../src/index.ts';
import { PHOTO_URL } from './ask.ts';
import { curlAt } from './core-client.ts';

/** Gives a tenant a model of its own that is trained; the first one's id is 1. */
export async function trainModel(mock: Mock, clock: VirtualClock, token = 'token-a'): Promise<number> {
  const call = async (method: string, path: string, body: object): Promise<{ readonly id: number }> => {
    const response = await curlAt(mock, token)(method, `/v1/tailored-gen/${path}`, body);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { readonly id: number };
  };
  const project = { project_name: 'Fox', ip_medium: 'illustration', ip_type: 'defined_character' };
  const { id: project_id } = await call('POST', 'projects', project);
  const { id: dataset_id } = await call('POST', 'datasets', { project_id, name: 'Foxes' });
  for (let count = 0; count < 5; count++)
    await call('POST', `datasets/${dataset_id}/images`, { image_url: `${PHOTO_URL}?${count}` });
  const { id } = await call('POST', 'models', { name: 'Fox', dataset_id });
  await call('PUT', `datasets/${dataset_id}`, { status: 'completed' });
  await call('POST', `models/${id}/start_training`, {});
  await clock.advance(4 * 60 * 60_000);
  return id;
}
