/**
 * Files that an answer names, whether they are there yet or not. Like a job, a file never changes: when it
 * comes, whether it has anything in it, and when it is gone are decided with the answer.
 */
import * as z from 'zod/mini';
import { assertNever } from './assert-never.ts';
import { jobInputSchema } from './job-input.ts';
import type { Outcome } from './outcomes.ts';

export const vehicleParts = [
  'windshield',
  'rear_window',
  'side_windows',
  'body',
  'wheels',
  'hubcap',
  'tires',
] as const;
export type VehiclePart = (typeof vehicleParts)[number];

/** What is drawn when somebody first asks for the file. Colours are `#rrggbb`; lengths are pixels. */
const recipeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('original'), source: jobInputSchema }),
  z.object({ kind: z.literal('thumbnail'), source: jobInputSchema }),
  z.object({ kind: z.literal('cutout'), source: jobInputSchema }),
  z.object({ kind: z.literal('packshot'), source: jobInputSchema, ground: z.string() }),
  z.object({
    kind: z.literal('shadow'),
    source: jobInputSchema,
    floating: z.boolean(),
    ground: z.string(),
    color: z.string(),
    offset: z.array(z.number()),
    /** 0 to 1. */
    intensity: z.number(),
    blur: z.number(),
    height: z.number(),
  }),
  z.object({
    kind: z.literal('scene'),
    source: z.optional(jobInputSchema),
    seed: z.number(),
    /** A plain ground, or another picture, instead of a drawn one. */
    ground: z.optional(z.string()),
    backdrop: z.optional(jobInputSchema),
    width: z.int(),
    height: z.int(),
    /** What the product is fitted into. */
    box: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  }),
  /** Made up from words, as the results of jobs are. */
  z.object({
    kind: z.literal('imagined'),
    words: z.string(),
    seed: z.number(),
    width: z.int(),
    height: z.int(),
  }),
  /** In other colours and light, after the words. */
  z.object({ kind: z.literal('restyled'), source: jobInputSchema, words: z.string() }),
  z.object({ kind: z.literal('part'), source: jobInputSchema, part: z.enum(vehicleParts) }),
  z.object({
    kind: z.literal('light'),
    source: jobInputSchema,
    light: z.string(),
    seed: z.number(),
    /** The light by itself, on nothing. */
    alone: z.boolean(),
  }),
]);
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

export const placeholderSchema = z.object({
  fileId: z.string(),
  tenant: z.string(),
  /** Epoch milliseconds; undefined: it never comes. */
  readyAt: z.optional(z.number()),
  /** From then on it is gone; undefined: it stays. */
  expiresAt: z.optional(z.number()),
  /** What moderation withholds is a file with nothing in it. */
  isEmpty: z.boolean(),
  recipe: recipeSchema,
});
export type Placeholder = Readonly<z.infer<typeof placeholderSchema>>;

export type FileState = 'pending' | 'empty' | 'ready' | 'expired';

export function fileStateAt({ readyAt, expiresAt, isEmpty }: Placeholder, now: number): FileState {
  if (readyAt === undefined || now < readyAt) return 'pending';
  if (expiresAt !== undefined && now >= expiresAt) return 'expired';
  return isEmpty ? 'empty' : 'ready';
}

/** What becomes of a file whose making comes to this. */
export function fileFate(outcome: Outcome, readyAt: number): Pick<Placeholder, 'readyAt' | 'isEmpty'> {
  switch (outcome) {
    case 'completed':
      return { readyAt, isEmpty: false };
    case 'empty':
    case 'error':
    case 'failed':
    case 'unknown':
      return { readyAt, isEmpty: true };
    case 'stuck':
      return { isEmpty: false };
    default:
      return assertNever(outcome);
  }
}
