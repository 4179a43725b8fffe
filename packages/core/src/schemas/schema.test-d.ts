import { expectTypeOf, it } from 'vitest';
import type { RemoveBackgroundInput, RemoveBackgroundResult } from './bria/remove-background.ts';
import type { MediaInput } from './media-input.ts';
import type { RmbgInput, RmbgResult } from './pixazo/remove-background.ts';
import { check } from './schema.ts';
import * as z from './z.ts';

it('infers the input of an endpoint, exactly', () => {
  expectTypeOf<RemoveBackgroundInput>().toEqualTypeOf<{
    image: MediaInput;
    preserve_alpha?: boolean | undefined;
    visual_input_content_moderation?: boolean | undefined;
    visual_output_content_moderation?: boolean | undefined;
  }>();
  expectTypeOf<RmbgInput>().toEqualTypeOf<{ image_url: MediaInput }>();
});

it('infers what is known of a result, and leaves the rest open', () => {
  expectTypeOf<RemoveBackgroundResult['image_url']>().toEqualTypeOf<string>();
  expectTypeOf<RemoveBackgroundResult['seed']>().toBeUnknown();
  expectTypeOf<RmbgResult['media_url'][0]>().toEqualTypeOf<string>();
});

it('gives the value its type once it is checked', () => {
  const outcome = check(z.strictObject({ seed: z.optional(z.string()) }), {});
  if ('value' in outcome) expectTypeOf(outcome.value).toEqualTypeOf<{ seed?: string | undefined }>();
  else expectTypeOf(outcome.fault).toEqualTypeOf<string>();
});
