/** Bria's jobs. Prices are not published by endpoint: these have the right order of magnitude. */
import type { Plan } from '../../world/tenants.ts';
import type { BriaEndpoint } from './endpoint.ts';
import { imageEndpoints } from './endpoints-image.ts';
import { otherEndpoints } from './endpoints-other.ts';
import { videoEndpoints } from './endpoints-video.ts';

export const endpoints: readonly BriaEndpoint[] = [...imageEndpoints, ...videoEndpoints, ...otherEndpoints];

/** Requests per minute, for each endpoint by itself. */
export const PER_MINUTE: Readonly<Record<Plan, number>> = { free: 10, starter: 60, pro: 1000 };
