/** Pictures of version 2 are kept for 3 days, unless the organisation set another time (docs.bria.ai, asset retention). */
export const IMAGE_RETENTION_MS = 3 * 24 * 60 * 60_000;

/** Files of `/v1/product/*` are kept for an hour (docs.bria.ai). */
export const V1_RETENTION_MS = 60 * 60_000;
