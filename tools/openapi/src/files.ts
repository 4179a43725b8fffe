/** Where the documents are kept, and how they are written. */
export const FOLDER = new URL('../../../openapi/', import.meta.url);

export const textOf = (document: unknown): string => `${JSON.stringify(document, undefined, 2)}\n`;
