import { chromium, patience, reporters } from '@briakit/tools-vitest';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Our own packages from their sources; after it, what Vite takes by default.
const conditions = (platform: string) => ['@briakit/source', 'module', platform, 'development|production'];
const BROWSER_TESTS = 'src/**/*.browser.test.tsx';
/** They open a browser themselves, because they need more than one page. */
const PAGES_TESTS = 'src/**/*.pages.test.ts';

const jsdom = (test: TestProjectInlineConfiguration['test'], alias: Record<string, string> = {}) => ({
  plugins: [react()],
  resolve: { conditions: conditions('node'), alias },
  ssr: { resolve: { conditions: conditions('node') } },
  test: {
    ...patience,
    environment: 'jsdom' as const,
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: [BROWSER_TESTS, PAGES_TESTS],
    ...test,
  },
});

export default defineConfig({
  test: {
    reporters,
    projects: [
      jsdom({
        name: 'jsdom',
        typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
      }),
      // Vite is told by the alias, and Node, which loads what is not ours, by the hook.
      jsdom(
        { name: 'react-18', setupFiles: 'test/use-react-18.ts' },
        { react: 'react-18', 'react-dom': 'react-dom-18' },
      ),
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
      {
        resolve: { conditions: conditions('node') },
        ssr: { resolve: { conditions: conditions('node') } },
        test: { ...patience, name: 'pages', environment: 'node', include: [PAGES_TESTS] },
      },
    ],
  },
});
