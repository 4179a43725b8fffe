import type { Operation, ProviderId } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { image as pixazoImage } from '@briakit/core/pixazo';

/** What is submitted. Each of them takes words, which the mock's job keeps: they say which call it is of. */
export interface Target {
  /** Of its provider; the client of which it is given to is known only when a schedule is played. */
  readonly endpoint: Operation;
  readonly provider: ProviderId;
  readonly inputOf: (words: string) => unknown;
}

const words = (field: string) => (text: string) => ({ [field]: text });

export const TARGETS = [
  { provider: 'bria', endpoint: image.generate, inputOf: words('prompt') },
  {
    provider: 'bria',
    endpoint: image.edit,
    inputOf: (text: string) => ({ images: ['https://example.com/vase.jpg'], instruction: text }),
  },
  { provider: 'bria', endpoint: image.generateLite, inputOf: words('prompt') },
  { provider: 'pixazo', endpoint: pixazoImage.generate, inputOf: words('prompt') },
  { provider: 'pixazo', endpoint: pixazoImage.generate, inputOf: words('prompt') },
] as unknown as readonly Target[];
