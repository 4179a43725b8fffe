import type { IncomingHttpHeaders } from 'node:http';
import { describe, expectTypeOf, it } from 'vitest';
import { image } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import type { ProviderId } from '../providers/endpoint.ts';
import type { ImageResult } from '../schemas/bria/result.ts';
import {
  parseDelivery,
  type Delivery,
  type DeliveryFact,
  type DeliveryHeaders,
  type SignedDelivery,
} from '../webhook.ts';

declare const body: Uint8Array;
declare const provider: ProviderId;

type ResultIn<Fact> = Extract<Fact, { type: 'job-completed' }> extends { result: infer R } ? R : never;

describe('a delivery', () => {
  it('infers the result from the endpoint', () => {
    const { fact } = parseDelivery('bria', body, image.removeBackground);
    expectTypeOf<ResultIn<typeof fact>>().toEqualTypeOf<ImageResult>();
    expectTypeOf<ResultIn<typeof fact>['image_url']>().toEqualTypeOf<string>();
    expectTypeOf<ResultIn<ReturnType<typeof parseDelivery<'bria'>>['fact']>>().toBeUnknown();
    const { hint } = parseDelivery('pixazo', body, removeBackground);
    expectTypeOf<ResultIn<typeof hint>>().toEqualTypeOf<{ readonly image_url: string }>();
  });

  it('of Pixazo has no fact, only a hint', () => {
    expectTypeOf<Delivery<'pixazo'>>().not.toHaveProperty('fact');
    expectTypeOf<Delivery<'bria'>>().not.toHaveProperty('hint');
    const delivery = parseDelivery(provider, body);
    // @ts-expect-error -- it may be of Pixazo
    void delivery.fact;
    if (delivery.provider === 'bria') expectTypeOf(delivery.fact).toEqualTypeOf<DeliveryFact>();
    else expectTypeOf(delivery.hint).toEqualTypeOf<DeliveryFact>();
  });

  it('takes no endpoint of the other provider, and no parsed body', () => {
    expectTypeOf<Parameters<typeof parseDelivery>[1]>().toEqualTypeOf<Uint8Array | ArrayBuffer | string>();
    // @ts-expect-error -- an endpoint of Pixazo
    parseDelivery('bria', body, pixazoImage.removeBackground);
    // @ts-expect-error -- an endpoint of Bria
    parseDelivery('pixazo', body, image.removeBackground);
    // @ts-expect-error -- raw bytes or text only
    parseDelivery('bria', { request_id: 'a1' });
  });

  it('takes the headers of either kind of server', () => {
    expectTypeOf<Headers>().toExtend<DeliveryHeaders>();
    expectTypeOf<IncomingHttpHeaders>().toExtend<DeliveryHeaders>();
    expectTypeOf<Record<string, string>>().toExtend<DeliveryHeaders>();
    expectTypeOf<{ headers: Headers; body: ArrayBuffer; apiTokens: string }>().toExtend<SignedDelivery>();
    expectTypeOf<{ now: () => number }>().toExtend<NonNullable<SignedDelivery['clock']>>();
  });
});
