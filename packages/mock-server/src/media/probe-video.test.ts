import { expect, it } from 'vitest';
import { CLIPS } from './clips.ts';
import { fitClip } from './fit-clip.ts';
import { probeVideo } from './probe-video.ts';

const clips = Object.entries(CLIPS).map(([name, base64]) => {
  const container = name.endsWith('webm') ? ('webm' as const) : ('mp4' as const);
  return [name, container, Uint8Array.from(Buffer.from(base64, 'base64'))] as const;
});

it.each(clips)('reads what %s says of itself', (_, container, bytes) => {
  const facts = probeVideo(bytes);
  expect(facts).toMatchObject({ container, width: 160, height: 120 });
  expect(facts?.codec).toBe(container === 'webm' ? 'V_VP9' : 'avc1');
  expect(facts?.durationMs).toBeGreaterThan(1400);
  expect(facts?.durationMs).toBeLessThan(1600);
});

it.each(clips)('makes %s longer and shorter, and shows it in another shape', (_, container, bytes) => {
  for (const durationMs of [500, 4000]) {
    const fitted = fitClip(bytes, container, { durationMs, width: 90, height: 160 });
    expect(probeVideo(fitted)).toMatchObject({ container, width: 90, height: 160 });
    expect(Math.abs(probeVideo(fitted)!.durationMs! - durationMs)).toBeLessThan(2);
  }
});

it('knows the header of an AVI and of a GIF', () => {
  const avi = new Uint8Array(72);
  avi.set(new TextEncoder().encode('RIFF....AVI LIST....hdrlavih'));
  const view = new DataView(avi.buffer);
  view.setUint32(32, 40_000, true);
  view.setUint32(48, 50, true);
  view.setUint32(64, 320, true);
  view.setUint32(68, 240, true);
  expect(probeVideo(avi)).toEqual({ container: 'avi', width: 320, height: 240, durationMs: 2000 });
  expect(probeVideo(Uint8Array.from([...new TextEncoder().encode('GIF89a'), 64, 1, 240, 0]))).toEqual({
    container: 'gif',
    width: 320,
    height: 240,
  });
});

it.each([
  ['text', 'no video at all'],
  ['a picture', '\x89PNG\r\n\x1a\n'],
  ['nothing', ''],
])('does not take %s for a video', (_, text) => {
  expect(probeVideo(new TextEncoder().encode(text))).toBeUndefined();
});

it.each(clips)('does not break on %s when it is cut off', (_, __, bytes) => {
  for (let length = 0; length < 700; length += 7)
    expect(() => probeVideo(bytes.subarray(0, length))).not.toThrow();
});
