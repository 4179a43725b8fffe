import { describe, expectTypeOf, it } from 'vitest';
import { image } from '../bria.ts';
import type { JobRef, JobState, MediaInput, Target } from '../index.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import type { ProviderId } from '../providers/endpoint.ts';
import type { Client } from './client.ts';
import type { Job } from './job.ts';

declare const atBria: Client<'bria'>;
declare const atPixazo: Client<'pixazo'>;
declare const atEither: Client<'bria' | 'pixazo'>;
declare const ref: JobRef;

describe('a client', () => {
  it('infers the result from the endpoint', () => {
    expectTypeOf(
      atBria.run(image.removeBackground, { image: 'x' }),
    ).resolves.toEqualTypeOf<image.ImageResult>();
    expectTypeOf<image.ImageResult['image_url']>().toEqualTypeOf<string>();
    expectTypeOf(atBria.submit(image.removeBackground, { image: 'x' })).toEqualTypeOf<
      Job<image.ImageResult>
    >();
    expectTypeOf(atPixazo.run(pixazoImage.removeBackground, { image_url: 'x' })).resolves.toHaveProperty(
      'media_url',
    );
  });

  it('takes the input of the endpoint, exactly', () => {
    expectTypeOf<image.RemoveBackgroundInput['image']>().toEqualTypeOf<MediaInput>();
    // @ts-expect-error -- the picture is missing
    void atBria.run(image.removeBackground, {});
    // @ts-expect-error -- a misspelt option
    void atBria.run(image.removeBackground, { image: 'x', preserve_alfa: true });
    // @ts-expect-error -- a wrong type
    void atBria.run(image.removeBackground, { image: 'x', preserve_alpha: 'yes' });
    // @ts-expect-error -- no picture
    void atBria.run(image.removeBackground, { image: 42 });
  });

  it('takes no endpoint of another provider', () => {
    expectTypeOf(atBria.provider).toEqualTypeOf<'bria'>();
    // @ts-expect-error -- an endpoint of Pixazo
    void atBria.run(pixazoImage.removeBackground, { image_url: 'x' });
    // @ts-expect-error -- an endpoint of Bria
    void atPixazo.submit(image.removeBackground, { image: 'x' });
    // @ts-expect-error -- an endpoint of Pixazo
    atBria.resume(ref, pixazoImage.removeBackground);
  });

  it('takes an operation at either provider, with the same input and result', () => {
    const results = [
      atBria.run(removeBackground, { image: 'x' }),
      atPixazo.run(removeBackground, { image: 'x' }),
      atEither.run(removeBackground, { image: 'x' }),
    ] as const;
    expectTypeOf(results).items.resolves.toEqualTypeOf<{ readonly image_url: string }>();
  });

  it('that may be of either provider takes operations only', () => {
    // @ts-expect-error -- which provider it is, nobody knows
    void atEither.run(image.removeBackground, { image: 'x' });
    // @ts-expect-error -- nor here
    void atEither.run(pixazoImage.removeBackground, { image_url: 'x' });
    expectTypeOf(removeBackground).toExtend<Target<ProviderId>>();
  });

  it('resumes with a typed result, or with one as on the wire', () => {
    expectTypeOf(atBria.resume(ref, image.removeBackground)).toEqualTypeOf<Job<image.ImageResult>>();
    expectTypeOf(atBria.resume(ref)).toEqualTypeOf<Job>();
  });
});

describe('a job', () => {
  it('is not a promise', () => {
    expectTypeOf<Job>().not.toExtend<PromiseLike<unknown>>();
    expectTypeOf<Job>().not.toHaveProperty('then');
  });

  it('has the form that useSyncExternalStore asks for', () => {
    expectTypeOf<Job['subscribe']>().toEqualTypeOf<(listener: () => void) => () => void>();
    expectTypeOf<Job<string>['getSnapshot']>().toEqualTypeOf<() => JobState<string>>();
  });

  it('has in each phase exactly what that phase has', () => {
    type In<Phase> = Extract<JobState<string>, { phase: Phase }>;
    expectTypeOf<In<'succeeded'>['result']>().toEqualTypeOf<string>();
    expectTypeOf<In<'succeeded'>>().not.toHaveProperty('error');
    expectTypeOf<In<'failed'>>().not.toHaveProperty('result');
    expectTypeOf<In<'failed'>['ref']>().toEqualTypeOf<JobRef | undefined>();
    expectTypeOf<In<'waiting'>>().not.toHaveProperty('ref');
    expectTypeOf<keyof In<'submitting'>>().toEqualTypeOf<'phase'>();

    const narrowed = (state: JobState<string>): string | number => {
      switch (state.phase) {
        case 'waiting':
          return state.waitReason;
        case 'submitting':
          return state.phase;
        case 'queued':
        case 'running':
          return state.progress;
        case 'succeeded':
          return state.result;
        case 'failed':
        case 'stopped':
          return state.error.code;
        default:
          return state satisfies never;
      }
    };
    expectTypeOf(narrowed).returns.toEqualTypeOf<string | number>();
  });
});
