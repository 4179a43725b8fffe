import { setupWorker } from 'msw/browser';
import { HttpNetworkFrame } from 'msw/experimental';

const PATIENCE_MS = 5_000;

/**
 * The worker that each story gives its mock to. What is not for a mock is Storybook's own and passes, if it
 * stays on this origin; all else fails, because a story must never reach a provider.
 *
 * @throws when the page cannot be brought under the worker's control: better no story than a real request.
 */
export async function startWorker() {
  const { serviceWorker } = navigator;
  // MSW's worker leaves with its last page. A page that opens at that moment gets the old registration back,
  // which never takes control of it, and all of its requests would go past the worker into the network.
  // A script by another name is installed anew, and takes control.
  const url = serviceWorker.controller?.scriptURL ?? `/mockServiceWorker.js?${Date.now()}`;

  const worker = setupWorker();
  await worker.start({
    quiet: true,
    serviceWorker: { url },
    onUnhandledFrame({ frame }) {
      if (!(frame instanceof HttpNetworkFrame)) return;
      if (new URL(frame.data.request.url).origin !== location.origin) throw Response.error();
    },
  });
  await controlled(serviceWorker);
  return worker;
}

/** Resolves when the page's requests go through a worker. */
async function controlled(serviceWorker: ServiceWorkerContainer): Promise<void> {
  if (serviceWorker.controller) return;
  await new Promise((resolve, reject) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    setTimeout(() => reject(new Error('The service worker does not control this page.')), PATIENCE_MS);
  });
}
