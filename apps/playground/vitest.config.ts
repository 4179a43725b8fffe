import { chromium, patience, reporters } from '@briakit/tools-vitest';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { defineConfig } from 'vitest/config';

// Each takes over the plugins and conditions of the Studio itself, the service worker's script among them.
const studio = './vite.config.ts';
const BROWSER_TESTS = 'src/**/*.browser.test.tsx';

// What is found only on the way would make Vite reload the page in the middle of a test.
const optimizeDeps = {
  include: [
    'react-dom/client',
    'react/jsx-dev-runtime',
    '@briakit/mock-server > image-in-browser',
    'msw',
    'msw/browser',
    'msw/experimental',
  ],
};

export default defineConfig({
  test: {
    reporters,
    projects: [
      {
        extends: studio,
        test: { ...patience, name: 'words', include: ['src/**/*.test.ts'] },
      },
      {
        extends: studio,
        optimizeDeps,
        test: { ...patience, name: 'studio', include: [BROWSER_TESTS], browser: chromium() },
      },
      {
        extends: studio,
        optimizeDeps,
        plugins: [storybookTest({ configDir: `${import.meta.dirname}/.storybook` })],
        test: { ...patience, name: 'stories', browser: chromium() },
      },
    ],
  },
});
