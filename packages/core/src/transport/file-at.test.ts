import { appendFileSync, chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { fileAt } from './file-at.ts';

const PNG = Buffer.from(TINY_PNG, 'base64');

/** A folder with a file in it. */
function folderWith(name: string, content: Uint8Array | string) {
  const folder = mkdtempSync(join(tmpdir(), 'briakit-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return { folder, path };
}

it('is a file with a name, and the type that its bytes show', async () => {
  const file = await fileAt(folderWith('fox.mp4', PNG).path);
  expect(file).toBeInstanceOf(Blob);
  expect([file.name, file.type, file.size]).toEqual(['fox.mp4', 'image/png', PNG.length]);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
});

it('has no type where the bytes show none', async () => {
  expect((await fileAt(folderWith('a.bin', 'Once upon a time').path)).type).toBe('');
});

it('is read as it is needed, not held', async () => {
  const { path } = folderWith('fox.png', PNG);
  const file = await fileAt(path);
  appendFileSync(path, '!');
  await expect(file.arrayBuffer()).rejects.toMatchObject({ name: 'NotReadableError' });
});

it('says in one sentence what is wrong with a path', async () => {
  const { folder, path } = folderWith('empty.mp4', '');
  const loop = join(folder, 'loop');
  symlinkSync('loop', loop);
  const faults = [
    [join(folder, 'none.mp4'), `There is no file at ${join(folder, 'none.mp4')}.`, 'ENOENT'],
    [join(path, 'below.mp4'), `There is no file at ${join(path, 'below.mp4')}.`, 'ENOTDIR'],
    [folder, `${folder} is not a file, but a folder or a device.`, undefined],
    ['/dev/null', '/dev/null is not a file, but a folder or a device.', undefined],
    [path, `${path} is empty (0 bytes).`, undefined],
    [loop, `The file cannot be read: ${loop}.`, 'ELOOP'],
  ] as const;
  for (const [wrong, message, code] of faults) {
    const error: unknown = await fileAt(wrong).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'input', submission: 'not-sent', message });
    expect((error as { cause?: { code?: string } }).cause?.code).toBe(code);
  }
});

it('says so when we may not read the file', async () => {
  const { folder, path } = folderWith('secret.mp4', PNG);
  chmodSync(folder, 0o755);
  chmodSync(path, 0o000);
  // Root may read everything: be nobody meanwhile.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await expect(fileAt(path)).rejects.toMatchObject({
      code: 'input',
      message: `The file cannot be read: ${path}.`,
    });
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
