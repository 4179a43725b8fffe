import { seededRandom, type Random } from '@briakit/core/testing';

/**
 * All chance of a mock, from one seed. Every draw names its purpose and gets a stream of its own, so that a
 * new use of chance does not move the numbers of the others.
 */
export interface Chance {
  /** A stream of numbers that no other call gets. */
  next(purpose: string): Random;
  /** How many streams each purpose has had, from which the next ones follow. */
  drawn(): Readonly<Record<string, number>>;
  /** Goes on where another one of the same seed had come to. */
  restore(drawn: Readonly<Record<string, number>>): void;
}

/** A pair of integers in milliseconds: the least and the most. */
export type Range = readonly [minMs: number, maxMs: number];

export function createChance(seed: number): Chance {
  const drawn = new Map<string, number>();
  return {
    next(purpose) {
      const count = drawn.get(purpose) ?? 0;
      drawn.set(purpose, count + 1);
      return seededRandom(hashText(`${seed}/${purpose}/${count}`));
    },
    drawn: () => Object.fromEntries(drawn),
    restore(counts) {
      for (const [purpose, count] of Object.entries(counts)) drawn.set(purpose, count);
    },
  };
}

/** An integer, uniform in the range, its ends included. */
export const drawMs = (random: Random, [minMs, maxMs]: Range): number =>
  minMs + Math.floor(random() * (maxMs - minMs + 1));

export function drawHex(random: Random, digits: number): string {
  let text = '';
  for (let count = 0; count < digits; count++) text += Math.floor(random() * 16).toString(16);
  return text;
}

/** As providers draw one where none is sent. */
export const drawSeed = (random: Random): number => Math.floor(random() * 2 ** 31);

/** 32-bit FNV-1a: a number for a text, the same one on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
