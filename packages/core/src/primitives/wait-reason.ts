/**
 * Why a request is held back on our side: its limit has no room (or the provider said so), as many jobs as you
 * allow are under way, the wallet is empty, there is no network, or you said so.
 */
export type WaitReason = 'rate-limit' | 'concurrency' | 'balance' | 'offline' | 'paused';
