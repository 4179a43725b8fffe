import type { Operation, ProviderId } from '@briakit/core';
import { image, tailored } from '@briakit/core/bria';
import { image as pixazoImage } from '@briakit/core/pixazo';

/** What is submitted. Each of them takes words, which the mock's job keeps: they say which call it is of. */
export interface Target {
  /** Of its provider; the client of which it is given to is known only when a schedule is played. */
  readonly endpoint: Operation;
  readonly provider: ProviderId;
  readonly inputOf: (words: string) => unknown;
  /** Its answer is the result. */
  readonly isSync?: boolean;
  /** Makes no job, and is not billed. `repeatable`: nor does it matter how often it is sent. */
  readonly free?: 'once' | 'repeatable';
}

/** The name of the call that this is of. */
export const wordsIn = (text: string | null | undefined): string | undefined =>
  /call-\d+/.exec(text ?? '')?.[0];

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
  {
    provider: 'bria',
    endpoint: image.generate,
    inputOf: (text: string) => ({ prompt: text, sync: true }),
    isSync: true,
  },
  {
    provider: 'bria',
    endpoint: tailored.createProject,
    inputOf: (text: string) => ({ project_name: text, ip_medium: 'photography', ip_type: 'other' }),
    free: 'once',
  },
  {
    provider: 'bria',
    endpoint: tailored.getProject,
    inputOf: (text: string) => ({ project_id: text }),
    free: 'repeatable',
  },
] as unknown as readonly Target[];
