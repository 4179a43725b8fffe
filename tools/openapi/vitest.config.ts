import { patience, reporters } from '@briakit/tools-vitest';
import { defineConfig } from 'vitest/config';

// Core from its sources: what is documented is what is written there now.
const conditions = ['@briakit/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { ...patience, reporters },
});
