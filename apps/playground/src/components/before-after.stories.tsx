import { http, HttpResponse } from 'msw';
import { expect, fireEvent, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { BeforeAfter } from './before-after.tsx';

const meta = preview.meta({
  title: 'Components/BeforeAfter',
  component: BeforeAfter,
  args: { before: '/sample.jpg', after: drawCutOut(), alt: 'Vase' },
  render: (args) => (
    <main style={{ height: 420, padding: 24 }}>
      <BeforeAfter {...args} />
    </main>
  ),
});

/** A picture with holes in it, of the sample's shape. */
function drawCutOut(): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  context.fillStyle = '#17796b';
  context.ellipse(160, 160, 46, 66, 0, 0, 2 * Math.PI);
  context.fill();
  return canvas.toDataURL('image/png');
}

const told = (story: string) => ({ docs: { description: { story } } });

export const Keyboard = meta.story({
  parameters: told(
    'When a result is there: the arrow keys move the divider, and a screen reader hears how far.',
  ),
  async play({ canvas, userEvent }) {
    const slider = canvas.getByRole('slider', { name: 'Compare original and cut out' });
    await userEvent.tab();
    await expect(slider).toHaveFocus();
    await fireEvent.input(slider, { target: { value: '70' } });
    await expect(slider).toHaveAttribute('aria-valuetext', '70 % original');
  },
});

export const Pointer = meta.story({
  globals: { theme: 'dark' },
  parameters: told(
    'When a result is there: pressing anywhere on the picture brings the divider to that place.',
  ),
  async play({ canvas }) {
    const result = canvas.getByRole('img', { name: 'Vase, cut out' });
    const slider = canvas.getByRole('slider');
    await waitFor(() => expect(result).toBeVisible());
    const { left, width, top } = result.getBoundingClientRect();
    await fireEvent.pointerDown(result, { pointerId: 1, clientX: left + width / 4, clientY: top + 10 });
    await waitFor(() => expect(slider).toHaveValue('25'));
  },
});

export const ResultMissing = meta.story({
  args: { after: 'data:image/png;base64,AAAA' },
  parameters: told('When the link of the result leads to nothing: it says so instead of an empty frame.'),
  async play({ canvas }) {
    await expect(await canvas.findByText('The finished picture could not be loaded.')).toBeVisible();
  },
});

export const ResultLoading = meta.story({
  args: { after: '/slow.png' },
  parameters: told(
    'When the job is done and its picture still under way: the original stays until it is there.',
  ),
  beforeEach({ msw }) {
    const { promise: end, resolve } = Promise.withResolvers<void>();
    msw.use(http.get('/slow.png', () => end.then(() => HttpResponse.error())));
    return resolve;
  },
  async play({ canvas }) {
    const original = canvas.getByRole('img', { name: 'Vase, original' });
    await waitFor(() => expect(original).toBeVisible());
    await expect(getComputedStyle(original).clipPath).toBe('inset(0px 0% 0px 0px)');
  },
});
