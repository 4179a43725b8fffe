import { chromium, patience, reporters } from '@briakit/tools-vitest';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Our own packages from their sources; after it, what Vite takes by default.
const conditions = (platform: string) => ['@briakit/source', 'module', platform, 'development|production'];
const BROWSER_TESTS = 'src/**/*.browser.test.ts';

export default defineConfig({
  test: {
    reporters,
    projects: [
      {
        resolve: { conditions: conditions('node') },
        ssr: { resolve: { conditions: conditions('node') } },
        test: { ...patience, name: 'node', include: ['src/**/*.test.ts'], exclude: [BROWSER_TESTS] },
      },
      {
        resolve: { conditions: conditions('browser') },
        // Where MSW keeps its service worker, which a page must find on its own origin.
        publicDir: fileURLToPath(new URL('.', import.meta.resolve('msw/mockServiceWorker.js'))),
        // All that is found on the way would make Vite reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            '@msw/data',
            'image-in-browser',
            'msw',
            'msw/browser',
            'msw/experimental',
            'zod/mini',
            'zod/v4/core',
          ],
        },
        test: { ...patience, name: 'browser', include: [BROWSER_TESTS], browser: chromium() },
      },
    ],
  },
});
