import addonA11y from '@storybook/addon-a11y';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import addonMsw from 'msw-storybook-addon';
import { configure } from 'storybook/test';
import '../src/components/theme.css';
import { startWorker } from './start-worker.ts';

// What a busy machine needs for it says nothing about a story.
configure({ asyncUtilTimeout: 10_000 });

export default definePreview({
  addons: [addonA11y(), addonDocs(), addonMsw(startWorker)],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    // Each in a frame of its own: there it has its mock to itself, and is played to the state it shows.
    docs: { story: { inline: false, height: '640px' } },
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
      document.documentElement.dataset['theme'] = theme ?? 'system';
      return <Story />;
    },
  ],
});
