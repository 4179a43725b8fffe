import { expect, it } from 'vitest';
import { briaClient, PICTURE } from '../../../test/client.ts';
import { register, removeImage } from './onboarding.ts';

it.for([200, 208])('knows a picture by its id, whether it is new or not (%i)', async (status) => {
  const { clock, client, requests } = briaClient([{ status, body: { visual_id: '9ea9' } }]);
  const done = client.run(register, { image_url: new URL(PICTURE), is_private: false });
  await expect(clock.runUntil(done)).resolves.toEqual({ visual_id: '9ea9' });
  expect(requests).toMatchObject([
    {
      url: 'https://engine.prod.bria-api.com/v1/register',
      method: 'POST',
      body: JSON.stringify({ image_url: PICTURE, is_private: false }),
    },
  ]);
});

it('has the id as text, even where it came as a number', async () => {
  const { clock, client } = briaClient([{ body: { visual_id: 9 } }]);
  const done = client.run(register, { org_image_key: 'mug' });
  await expect(clock.runUntil(done)).resolves.toEqual({ visual_id: '9' });
});

it('needs a picture, or a name of it', async () => {
  const { clock, client, requests } = briaClient([]);
  await expect(clock.runUntil(client.run(register, {}))).rejects.toThrow(
    'input: expected at least one of image_url, org_image_key.',
  );
  expect(requests).toHaveLength(0);
});

it.for([
  ['nothing', ''],
  ['a word', '"OK"'],
  ['an object', '{"removed":true}'],
])('removes a picture, and is content with %s', async ([, body]) => {
  const { clock, client, requests } = briaClient([{ body }]);
  const done = client.run(removeImage, { visual_id: '9ea9/..' });
  await expect(clock.runUntil(done)).resolves.toBeTypeOf('object');
  expect(requests).toMatchObject([
    { url: 'https://engine.prod.bria-api.com/v1/9ea9%2F../remove_image', method: 'POST', body: '{}' },
  ]);
});

it('removes nothing by what is no id', async () => {
  const { clock, client, requests } = briaClient([]);
  const failed = client.run(removeImage, { visual_id: '..' });
  await expect(clock.runUntil(failed)).rejects.toThrow('visual_id: expected an id');
  expect(requests).toHaveLength(0);
});
