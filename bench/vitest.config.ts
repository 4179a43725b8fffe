import { patience, reporters } from '@briakit/tools-vitest';
import { defineConfig } from 'vitest/config';

// Our own packages from their sources; after it, what Vite takes by default.
const conditions = ['@briakit/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { ...patience, reporters, include: ['src/**/*.test.ts'] },
});
