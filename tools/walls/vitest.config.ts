import { reporters } from '@briakit/tools-vitest';
import { defineConfig } from 'vitest/config';

// Packing, installing and bundling take seconds, and the machine may be busy.
export default defineConfig({ test: { reporters, testTimeout: 120_000, hookTimeout: 120_000 } });
