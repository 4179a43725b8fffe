/**
 * A server, and then a browser, in one test of `@vitest-environment node`: the window comes with the browser. One
 * such test per file, because React DOM looks for its window once.
 */
import { Writable } from 'node:stream';
import { act, type ReactNode } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { onTestFinished, vi } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';

/**
 * As a server sends it: with what was suspended in its fallback.
 *
 * @param onError - told of what was left to the browser.
 */
export const renderOnServer = (page: ReactNode, onError: (error: unknown) => void = () => {}) =>
  new Promise<string>((resolve, reject) => {
    let html = '';
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        html += chunk.toString();
        done();
      },
    });
    sink.on('finish', () => resolve(html));
    const { pipe } = renderToPipeableStream(page, {
      onShellReady: () => void pipe(sink),
      onShellError: reject,
      onError,
    });
  });

/** From here on there is a window, and React is told what goes wrong while it hydrates. */
export async function openBrowser(html: string) {
  const { teardown } = await builtinEnvironments.jsdom.setup(globalThis, {});
  onTestFinished(() => teardown(globalThis));
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const { hydrateRoot } = await import('react-dom/client');
  document.body.innerHTML = `<main>${html}</main>`;
  const faults: unknown[] = [];
  const warnings: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((text: unknown) => {
    // Two renderers in one process are the test's own.
    if (!String(text).includes('multiple renderers')) warnings.push(String(text));
  });
  onTestFinished(() => spy.mockRestore());
  const container = document.querySelector('main')!;
  return {
    container,
    faults,
    warnings,
    hydrate: (page: ReactNode) =>
      act(async () =>
        hydrateRoot(container, page, { onRecoverableError: (fault) => void faults.push(fault) }),
      ),
  };
}
