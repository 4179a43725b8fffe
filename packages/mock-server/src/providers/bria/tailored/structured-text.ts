/** Captions and visual schemas: JSON in text, the same for the same picture. */
import { hashText } from '../../../world/chance.ts';

const SUBJECTS = ['a glazed vase', 'a stoneware bowl', 'a tall bottle', 'a small jug'];
const LIGHTS = ['soft light from the left', 'even studio light', 'low sunlight from the right'];
const MOODS = ['calm', 'plain', 'warm'];

const pick = (from: readonly string[], hash: number, turn: number) =>
  from[Math.floor(hash / 7 ** turn) % from.length];

/** @param about - whatever names the picture. */
export function captionOf(about: string): string {
  const hash = hashText(about);
  return JSON.stringify({
    short_description: `${pick(SUBJECTS, hash, 0)} on a table`,
    lighting: pick(LIGHTS, hash, 1),
    mood: pick(MOODS, hash, 2),
  });
}

/** What many pictures have in common. */
export function visualSchemaOf(about: string): string {
  const hash = hashText(about);
  return JSON.stringify({
    style_medium: 'photography',
    lighting: pick(LIGHTS, hash, 0),
    mood: pick(MOODS, hash, 1),
    background: 'paper that curves from wall to table',
  });
}

/** The same, with what was asked for in words. A text that is no JSON becomes its description. */
export function refine(text: string, instruction: string): string {
  return JSON.stringify({ ...parse(text), refinement: instruction });
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Not JSON.
  }
  return { short_description: text };
}
