/** What every package's vitest.config.ts shares: its reporters, its patience, and Chromium. */
import { playwright } from '@vitest/browser-playwright';
import type { TestUserConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';

/** The JSON report is what `scripts/check.mjs` reads to print how many tests passed. */
export const reporters: NonNullable<TestUserConfig['reporters']> = [
  'default',
  ['json', { outputFile: 'reports/vitest.json' }],
];

/**
 * For each project. Tests run on virtual time, so a slow one says only that the machine is busy: the limit
 * is there to end what hangs.
 */
export const patience = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { interval: 5, timeout: 30_000 } },
} satisfies TestUserConfig;

/** Vitest's browser mode on the Chromium that the system has, else on Playwright's own. */
export function chromium(): NonNullable<TestUserConfig['browser']> {
  const executablePath = findChromium();
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: { ...(executablePath && { executablePath }), args: CHROMIUM_FLAGS },
    }),
    instances: [{ browser: 'chromium' }],
  };
}
