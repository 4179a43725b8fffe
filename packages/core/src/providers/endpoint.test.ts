import { expect, it } from 'vitest';
import { check } from '../schemas/schema.ts';
import { removeBackground as atBria } from './bria/image.ts';
import { endpointFor } from './endpoint.ts';
import { removeBackground } from './operations/remove-background.ts';
import { removeBackground as atPixazo } from './pixazo/image.ts';

it('is itself at its own provider', () => {
  expect(endpointFor(atBria, 'bria')).toBe(atBria);
  expect(endpointFor(atPixazo, 'pixazo')).toBe(atPixazo);
});

it('is not for another provider', () => {
  // @ts-expect-error -- what does not compile is refused at run time, too
  expect(() => endpointFor(atPixazo, 'bria')).toThrow(new TypeError('bria-rmbg-2-0-682 is not of bria.'));
});

it('is chosen by the provider where both offer it', () => {
  expect(endpointFor(removeBackground, 'bria').path).toBe(atBria.path);
  expect(endpointFor(removeBackground, 'pixazo').path).toBe(atPixazo.path);
});

it('takes the same input and gives the same result at both', () => {
  const picture = 'https://example.com/a.png';
  for (const endpoint of [removeBackground.bria, removeBackground.pixazo]) {
    expect(check(endpoint.input, { image: picture })).toEqual({ value: { image: picture } });
    expect(check(endpoint.input, { image: picture, preserve_alpha: true })).toMatchObject({
      fault: 'input: unknown field preserve_alpha',
    });
  }
  expect(removeBackground.bria.toBody).toBeUndefined();
  expect(removeBackground.pixazo.toBody?.({ image: picture })).toEqual({ image_url: picture });
  expect(check(removeBackground.bria.result, { image_url: picture })).toEqual({
    value: { image_url: picture },
  });
  expect(check(removeBackground.pixazo.result, { media_url: [picture, 'another'] })).toEqual({
    value: { image_url: picture },
  });
  expect(check(removeBackground.pixazo.result, { media_url: [] })).toHaveProperty('fault');
});
