/** Whether it is a link to a file, among whatever else an answer has. */
export const isLink = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:/i.test(value);
