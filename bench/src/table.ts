/** One column: its title, and whether it holds text (left) or numbers (right). */
export type Column = readonly [title: string, kind?: 'text'];

/** A table in Markdown, as Prettier would write it. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(([title], at) =>
    Math.max(3, ...[title, ...rows.map((row) => row[at]!)].map(widthOf)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell, at) => {
        const padding = ' '.repeat(widths[at]! - widthOf(cell));
        return columns[at]![1] === 'text' ? cell + padding : padding + cell;
      })
      .join(' | ')} |`;
  const rule = columns.map(([, kind], at) =>
    kind === 'text' ? '-'.repeat(widths[at]!) : `${'-'.repeat(widths[at]! - 1)}:`,
  );
  return [line(columns.map(([title]) => title)), line(rule), ...rows.map(line)].join('\n');
}

/** Nothing that is told here is longer in UTF-16 than on the page. */
const widthOf = (text: string) => text.length;

/** Two digits after the point up to ten, then fewer; a dash for what there is not. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

export const formatSeconds = (ms: number): string => formatNumber(ms / 1000);
export const formatCount = (count: number): string => count.toLocaleString('en-US');
export const formatShare = (share: number): string =>
  `${(100 * share).toFixed(share > 0 && share < 1 ? 1 : 0)} %`;
