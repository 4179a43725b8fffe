export const providerNames = ['bria', 'pixazo'] as const;
/** The APIs that are imitated. */
export type ProviderName = (typeof providerNames)[number];
