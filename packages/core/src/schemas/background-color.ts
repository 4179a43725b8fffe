/** What a video without its background can stand on: the same words at both providers. */
/** What can stand behind the foreground. */
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
