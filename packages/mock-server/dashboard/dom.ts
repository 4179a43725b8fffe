/** The page's elements. What comes from the mock becomes text or an attribute, and never markup. */

/** Attributes by their names; what is `false` or undefined is left out. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  made.append(...children);
  return made;
}

/** @throws when the page has no such element. */
export function find<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id}.`);
  return found;
}

/** Only where it differs: what a person has selected, or a screen reader is reading, stays. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** One entry of a list on the page. */
export interface Entry<Item> {
  readonly node: HTMLLIElement;
  update(item: Item): void;
}

/**
 * Makes a list on the page show these items. An entry stays the same element as long as its item is there, so that
 * what is open stays open, and what has the focus keeps it.
 */
export function createList<Item>(
  id: string,
  keyOf: (item: Item) => string,
  create: (item: Item) => Entry<Item>,
): (items: readonly Item[]) => void {
  const list = find(id, HTMLUListElement);
  const empty = find(`${id}-empty`, HTMLParagraphElement);
  let entries = new Map<string, Entry<Item>>();
  return (items) => {
    const next = new Map<string, Entry<Item>>();
    let place = list.firstElementChild;
    for (const item of items) {
      const key = keyOf(item);
      const entry = entries.get(key) ?? create(item);
      entry.update(item);
      next.set(key, entry);
      if (entry.node === place) place = place.nextElementSibling;
      else list.insertBefore(entry.node, place);
    }
    for (const [key, { node }] of entries) if (!next.has(key)) node.remove();
    entries = next;
    empty.hidden = items.length > 0;
  };
}

/** A small label with a colour of its own; the word says the same as the colour. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export function setChip(node: Element, text: string, tone: Tone): void {
  setText(node, text);
  node.className = `chip ${tone}`;
}
