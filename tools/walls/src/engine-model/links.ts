/** Reads answers that are the links of files: by eyes of our own, not by those of core. */

export interface Links {
  /** What core calls the job: the answer itself. */
  readonly name: string;
  /** In the order of the answer. */
  readonly links: readonly string[];
  /** How many pictures were withheld in words. */
  readonly withheld: number;
}

/** @returns undefined where it is no such answer, such as one that was spoilt on its way. */
export function readLinks(text: string): Links | undefined {
  try {
    const { result } = JSON.parse(text) as { readonly result?: unknown };
    if (!Array.isArray(result) || result.length === 0) return undefined;
    const links = result.map(linkOf).filter((link) => link !== undefined);
    return { name: JSON.stringify(result), links, withheld: result.length - links.length };
  } catch {
    return undefined;
  }
}

/** Of an item `[link, seed, name]` or `{ url }`. */
function linkOf(item: unknown): string | undefined {
  const link: unknown = Array.isArray(item) ? item[0] : (item as { readonly url?: unknown }).url;
  return typeof link === 'string' && link.startsWith('https:') ? link : undefined;
}
