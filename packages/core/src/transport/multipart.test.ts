import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { multipartOf, piecesOf } from './multipart.ts';

const VIDEO = new Blob(['\r\n--not a boundary'], { type: 'video/mp4' });
const part = { file: VIDEO, filename: 'a.mp4', mediaType: 'video/mp4' };

it('is a form: the fields in their order, the file last', async () => {
  const form = multipartOf(
    [
      ['key', 'uploads/a.mp4'],
      ['policy', 'eyJ9=='],
    ],
    part,
  );
  const [, boundary] = /^multipart\/form-data; boundary=([\w-]{30,70})$/.exec(form.type)!;
  expect(await form.text()).toBe(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="key"',
      '',
      'uploads/a.mp4',
      `--${boundary}`,
      'Content-Disposition: form-data; name="policy"',
      '',
      'eyJ9==',
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="a.mp4"',
      'Content-Type: video/mp4',
      '',
      '\r\n--not a boundary',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
});

it('is read by others as it is meant, whatever the names', async () => {
  const names = ['ключ "1"', 'a\r\nContent-Type: x', 'plain'];
  const form = multipartOf(
    names.map((name) => [name, `value of ${name}`]),
    { ...part, filename: 'лиса "2".mp4' },
  );
  const read = await new Response(form, { headers: { 'content-type': form.type } }).formData();
  expect([...read.keys()]).toEqual(['ключ "1"', 'a\r\nContent-Type: x', 'plain', 'file']);
  expect(read.get('ключ "1"')).toBe('value of ключ "1"');
  const file = read.get('file') as File;
  expect([file.name, file.type, await file.text()]).toEqual([
    'лиса "2".mp4',
    'video/mp4',
    await VIDEO.text(),
  ]);
});

it('has another boundary each time', () => {
  expect(multipartOf([], part).type).not.toBe(multipartOf([], part).type);
});

it('is read in pieces, each when the one before has been taken', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(50_000));
  const blob = new Blob([bytes, bytes, bytes]);
  const slice = vi.spyOn(blob, 'slice');
  const onTaken = vi.fn<(bytes: number) => void>();
  const reader = piecesOf(blob, onTaken).getReader();
  await setImmediate();
  expect(slice).not.toHaveBeenCalled();

  const pieces = [await reader.read()];
  expect(slice.mock.calls).toEqual([[0, 65_536]]);
  expect(onTaken.mock.calls).toEqual([[0]]);
  while (!pieces.at(-1)!.done) pieces.push(await reader.read());
  expect(onTaken.mock.calls).toEqual([[0], [65_536], [131_072], [150_000]]);
  expect(Buffer.concat(pieces.flatMap(({ value }) => value ?? []))).toEqual(
    Buffer.concat([bytes, bytes, bytes]),
  );
});

it('gives up at a piece that cannot be read', async () => {
  const blob = new Blob(['a']);
  const gone = new DOMException('The blob could not be read', 'NotReadableError');
  vi.spyOn(blob, 'slice').mockReturnValue(
    Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(gone) }),
  );
  await expect(
    piecesOf(blob, () => {})
      .getReader()
      .read(),
  ).rejects.toBe(gone);
});

it('ends when the signal aborts', async () => {
  const controller = new AbortController();
  const onTaken = vi.fn<(bytes: number) => void>();
  const reader = piecesOf(new Blob([new Uint8Array(150_000)]), onTaken, controller.signal).getReader();
  await reader.read();
  controller.abort('enough');
  await expect(reader.read()).rejects.toBe('enough');
  expect(onTaken).toHaveBeenCalledOnce();
});
