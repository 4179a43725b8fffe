/**
 * What `make` makes. To a bundler it says that a schema which nobody uses can be left out: a spread (`...sync()`)
 * is never left out by itself, for all that it knows of getters. Called, and not written as a function that is
 * called on the spot, because minifiers open these up and find the spread again.
 */
export const whenUsed = /* @__NO_SIDE_EFFECTS__ */ <T>(make: () => T): T => make();
