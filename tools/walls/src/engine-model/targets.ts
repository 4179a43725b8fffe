import type { Operation, ProviderId } from '@briakit/core';
import { ads, image, product, tailored } from '@briakit/core/bria';
import { image as pixazoImage } from '@briakit/core/pixazo';
import type { Snapshot } from '@briakit/mock-server';

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
  /** Its answer is the links of so many files, which come later. */
  readonly files?: number;
}

/** The name of the call that this is of. */
export const wordsIn = (text: string | null | undefined): string | undefined =>
  /call-\d+/.exec(text ?? '')?.[0];

const words = (field: string) => (text: string) => ({ [field]: text });

const numberIn = (text: string) => Number(text.slice('call-'.length));
/** Where the product lies says which call it is of. */
const shot = (text: string) => ({
  image_url: `https://example.com/${text}.jpg`,
  placement_type: 'custom_coordinates',
  foreground_image_location: [numberIn(text), 0],
});
/** The colour of the ground says which call it is of. */
const ground = (text: string) => `#${`${numberIn(text)}`.padStart(6, '0')}`;

/** The name of the call that a file of a placeholder is of. */
export const wordsOfFile = ({ recipe }: Snapshot['files'][number]): string | undefined => {
  if (recipe.kind !== 'scene') return undefined;
  return `call-${recipe.ground === undefined ? recipe.box.x : Number(recipe.ground.slice(1))}`;
};

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
  {
    provider: 'bria',
    endpoint: product.lifestyleShotByText,
    inputOf: (text: string) => ({ ...shot(text), num_results: 3 }),
    files: 3,
  },
  {
    provider: 'bria',
    endpoint: product.lifestyleShotByText,
    inputOf: (text: string) => ({ ...shot(text), num_results: 2, sync: true }),
    files: 2,
  },
  {
    provider: 'bria',
    endpoint: product.lifestyleShotByImage,
    inputOf: (text: string) => ({
      ...shot(text),
      num_results: 1,
      ref_image_urls: ['https://example.com/table.jpg'],
    }),
    files: 1,
  },
  {
    provider: 'bria',
    endpoint: product.vehicleShotByText,
    inputOf: (text: string) => ({ ...shot(text), num_results: 2 }),
    files: 2,
  },
  {
    provider: 'bria',
    endpoint: ads.generate,
    inputOf: (text: string) => ({
      template_id: 2001,
      smart_image: { scene: { operation: 'lifestyle_shot_by_text', input: ground(text) } },
      elements: [{ layer_type: 'text', content_type: 'Heading #1', content: text }],
    }),
    files: 3,
  },
] as unknown as readonly Target[];
