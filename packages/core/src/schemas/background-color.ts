/** What can stand behind the foreground of a video: the same words at both providers. */
export const BACKGROUND_COLORS = [
  'Transparent',
  'Black',
  'White',
  'Gray',
  'Red',
  'Green',
  'Blue',
  'Yellow',
  'Cyan',
  'Magenta',
  'Orange',
] as const;

/** What is put behind the foreground; `Transparent` puts nothing there. */
export type BackgroundColor = (typeof BACKGROUND_COLORS)[number];
