import { chromium, patience, reporters } from '@briakit/tools-vitest';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Our own packages from their sources; after it, what Vite takes by default.
const conditions = (platform: string) => ['@briakit/source', 'module', platform, 'development|production'];
const BROWSER_TESTS = 'src/**/*.browser.test.tsx';

export default defineConfig({
  test: {
    reporters,
    projects: [
      {
        plugins: [react()],
        resolve: { conditions: conditions('node') },
        ssr: { resolve: { conditions: conditions('node') } },
        test: {
          ...patience,
          name: 'jsdom',
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: [BROWSER_TESTS],
          typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
        },
      },
      {
        plugins: [react()],
        resolve: { conditions: conditions('browser') },
        // Where MSW keeps its service worker, which a page must find on its own origin.
        publicDir: fileURLToPath(new URL('.', import.meta.resolve('msw/mockServiceWorker.js'))),
        // What is found only on the way would make Vite reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            'react/jsx-dev-runtime',
            'react-dom/client',
            'vitest-browser-react',
            '@briakit/mock-server > image-in-browser',
            'msw',
            'msw/browser',
            'msw/experimental',
          ],
        },
        test: { ...patience, name: 'browser', include: [BROWSER_TESTS], browser: chromium() },
      },
    ],
  },
});
