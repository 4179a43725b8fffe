import addonA11y from '@storybook/addon-a11y';
import { definePreview } from '@storybook/react-vite';
import { setupWorker } from 'msw/browser';
import { HttpNetworkFrame } from 'msw/experimental';
import addonMsw from 'msw-storybook-addon';
import '../src/components/theme.css';

/**
 * The worker that each story gives its mock to. What is not for a mock is Storybook's own and passes, if it
 * stays on this origin; all else fails, because a story must never reach a provider.
 */
async function startWorker() {
  const worker = setupWorker();
  await worker.start({
    quiet: true,
    onUnhandledFrame({ frame }) {
      if (!(frame instanceof HttpNetworkFrame)) return;
      if (new URL(frame.data.request.url).origin !== location.origin) throw Response.error();
    },
  });
  return worker;
}

export default definePreview({
  addons: [addonA11y(), addonMsw(startWorker)],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
  },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'system', title: 'As the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'system' },
  decorators: [
    (Story, { globals }) => {
      const { theme } = globals as { readonly theme?: string };
      document.documentElement.style.colorScheme = !theme || theme === 'system' ? '' : theme;
      return <Story />;
    },
  ],
});
