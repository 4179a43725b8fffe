import { chromium, type Browser } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';

/** A browser for a test that drives it from outside; who opens it closes it. */
export function openChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath && { executablePath }), args: CHROMIUM_FLAGS });
}
