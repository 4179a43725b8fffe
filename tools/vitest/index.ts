/** What every package's vitest.config.ts shares: the reporters that CI counts by, and Chromium. */
import { playwright } from '@vitest/browser-playwright';
import type { TestUserConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';

/** The JSON report is what `scripts/check.mjs` reads to print how many tests passed. */
export const reporters: NonNullable<TestUserConfig['reporters']> = [
  'default',
  ['json', { outputFile: 'reports/vitest.json' }],
];

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
