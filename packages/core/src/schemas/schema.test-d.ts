import { expectTypeOf, it } from 'vitest';
import type { RemoveBackgroundInput } from './bria/remove-background.ts';
import type { MediaInput } from './media-input.ts';
import { check, type Schema } from './schema.ts';
import * as z from './z.ts';

interface Picture {
  readonly image: MediaInput;
  readonly seed?: number | undefined;
}

it('has the same fields as its interface, no more and no less', () => {
  const image = z.string();
  const seed = z.optional(z.integer());
  expectTypeOf(z.strictObject<Picture>({ image, seed })).toEqualTypeOf<Schema<Picture>>();
  // @ts-expect-error -- one is missing
  z.strictObject<Picture>({ image });
  // @ts-expect-error -- one is too many
  z.strictObject<Picture>({ image, seed, size: z.integer() });
  // @ts-expect-error -- one is of another type
  z.strictObject<Picture>({ image, seed: z.optional(z.string()) });
  // @ts-expect-error -- one may not be left out
  z.strictObject<Picture>({ image: z.optional(image), seed });
  // @ts-expect-error -- one may be left out
  z.strictObject<Picture>({ image, seed: z.integer() });
});

it('knows the words of a list, closed or open', () => {
  expectTypeOf(z.oneOf(['png', 'jpeg'])).toEqualTypeOf<Schema<'png' | 'jpeg'>>();
  expectTypeOf<'png' | 'new'>().toExtend<z.ValueOf<ReturnType<typeof open>>>();
  const open = () => z.openOneOf(['png', 'jpeg']);
  // @ts-expect-error -- not one of them
  z.oneOf(['png', 'jpeg'], { default: 'gif' });
});

it('takes options that are left out or undefined', () => {
  expectTypeOf<{ image: string }>().toExtend<RemoveBackgroundInput>();
  expectTypeOf<{ image: URL; preserve_alpha: undefined }>().toExtend<RemoveBackgroundInput>();
});

it('gives the value its type once it is checked', () => {
  const outcome = check(z.looseObject<{ seed?: string | undefined }>({ seed: z.optional(z.string()) }), {});
  if ('value' in outcome) expectTypeOf(outcome.value).toEqualTypeOf<{ seed?: string | undefined }>();
  else expectTypeOf(outcome.fault).toEqualTypeOf<string>();
});
