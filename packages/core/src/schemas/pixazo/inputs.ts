import type { Schema } from '../schema.ts';
import {
  despillInputSchema,
  embedProductInputSchema,
  fiboEdit15InputSchema,
  fiboGen15InputSchema,
  fullFiboInputSchema,
  productHoldingInputSchema,
  virtualTryOnInputSchema,
} from './elsewhere.ts';
import { fiboPreviewInputSchema } from './fibo-preview.ts';
import { rmbgInputSchema } from './remove-background.ts';
import { vrmbgInputSchema } from './remove-video-background.ts';

/** What each endpoint of Pixazo takes, by its route: `POST /…`. For servers and mocks; `wireBodySchema` makes the body of it. */
export const pixazoInputs: Readonly<Record<string, Schema<unknown>>> = {
  'POST /bria-embed-product/v1/bria-embed-product-request': embedProductInputSchema,
  'POST /bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request': fiboPreviewInputSchema,
  'POST /bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request': rmbgInputSchema,
  'POST /bria-video-background-removal-green-screen-despill/v1/bria-video-background-removal-green-screen-despill-request':
    despillInputSchema,
  'POST /bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request': vrmbgInputSchema,
  'POST /fibo-edit-1-5/v1/edit': fiboEdit15InputSchema,
  'POST /fibo-edit-1-5/v1/product-holding': productHoldingInputSchema,
  'POST /fibo-edit-1-5/v1/virtual-try-on': virtualTryOnInputSchema,
  'POST /fibo-gen-1-5/v1/text-to-image': fiboGen15InputSchema,
  'POST /fibo/v1/fibo-request': fullFiboInputSchema,
};
