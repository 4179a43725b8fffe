import * as z from 'zod/mini';

export const jobInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), pictureId: z.string() }),
  z.object({ kind: z.literal('result'), requestId: z.string(), file: z.string() }),
  z.object({ kind: z.literal('file'), fileId: z.string() }),
  z.object({ kind: z.literal('generated'), seed: z.number() }),
]);

/** The picture to work on: bytes we were given, a file of another job or of an answer, or one drawn from a seed. */
export type JobInput = Readonly<z.infer<typeof jobInputSchema>>;

/** Of a picture that is drawn from a seed. */
export const GENERATED_SIZE = { width: 960, height: 720 } as const;
