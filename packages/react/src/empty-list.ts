/** One list for ever: a fresh one each time would render for ever. What the server shows of a list. */
export const EMPTY: readonly never[] = [];
export const getEmpty = () => EMPTY;
