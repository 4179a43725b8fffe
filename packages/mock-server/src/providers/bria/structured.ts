/** Prompts and instructions in the terms of Bria's models: JSON as text. The mock finds no more in them than words. */
import { textOf, type Asked } from '../asked.ts';

/** What is wanted in words, whichever way it was said: the sentence of a structured one, or the whole of it. */
export function wordsOf(asked: Pick<Asked, 'body'>, ...fields: readonly string[]): string {
  return fields
    .flatMap((field) => {
      const value = asked.body[field];
      if (value === undefined) return [];
      return [sentenceOf(typeof value === 'string' ? value : JSON.stringify(value))];
    })
    .join(', ');
}

function sentenceOf(text: string): string {
  const parsed = parseObject(text);
  const sentence = parsed?.['short_description'] ?? parsed?.['edit_instruction'];
  return typeof sentence === 'string' ? sentence : text;
}

export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed !== null && typeof parsed === 'object' ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** As a model would have written the words out; what was there already and says the same stays as it is. */
export function structuredPrompt(asked: Asked): string {
  const given = textOf(asked, 'user_adjusted_structured_prompt') ?? textOf(asked, 'structured_prompt');
  const prompt = textOf(asked, 'prompt');
  if (given !== undefined && prompt === undefined) return given;
  const words = prompt ?? 'a picture like the one that was sent';
  return JSON.stringify({
    short_description: words,
    objects: [{ description: words, location: 'center', relative_size: 'large' }],
    background_setting: 'plain',
    lighting: { conditions: 'soft daylight', direction: 'from the left', shadows: 'soft' },
    photographic_characteristics: { depth_of_field: 'shallow', camera_angle: 'eye level' },
    style_medium: 'photograph',
    ...(given !== undefined && parseObject(given)),
    ...(given !== undefined && { short_description: words }),
  });
}

export const structuredInstruction = (words: string): string =>
  JSON.stringify({ edit_instruction: words, preserve: ['composition', 'perspective'] });
