/**
 * `@briakit/core/webhook`: what the providers send to you when a job has ended. Keep polling in reserve
 * (`client.resume(ref)`), because no delivery is certain to arrive.
 *
 * @module @briakit/core/webhook
 *
 * @example Bria signs its deliveries
 * const body = new Uint8Array(await request.arrayBuffer());
 * await verifySignature({ headers: request.headers, body, apiTokens: process.env.BRIA_API_TOKEN! });
 * const { dedupeKey, fact } = parseDelivery('bria', body, image.removeBackground);
 *
 * @example Pixazo does not: its URL holds a secret of yours, and its body is a reason to ask
 * const { secret, hash } = await createDeliverySecret(); // store `hash`, then submit with …/hooks/<row>/<secret>
 * if (!(await verifySecret(secretInUrl, row?.hash))) return new Response(null, { status: 404 });
 * const { requestId } = parseDelivery('pixazo', body); // must be that of the row
 * const result = await client.resume(row.ref, image.removeBackground).result();
 */
export { createDeliverySecret, verifySecret, type DeliverySecret } from './webhook/delivery-secret.ts';
export {
  parseDelivery,
  type BriaDelivery,
  type Delivery,
  type DeliveryFact,
  type PixazoDelivery,
} from './webhook/parse-delivery.ts';
export type { RawBody } from './webhook/raw-body.ts';
export { verifySignature, type DeliveryHeaders, type SignedDelivery } from './webhook/verify-signature.ts';
export { WebhookSignatureError, type SignatureFault } from './errors/webhook-signature-error.ts';
