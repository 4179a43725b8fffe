/** Edits that are asked for in words. */
import type { Step, Work } from '../../world/job-files.ts';
import { onePicture, pictureAt, picturesIn, sceneSize, textOf, type Asked } from '../asked.ts';
import { structuredInstruction, wordsOf } from './structured.ts';

/** Documents disagree on the name: with `sync` it is that of the OpenAPI, else that of official clients. */
function instructed(asked: Asked, words: string, steps: readonly Step[], ...warnings: string[]): Work {
  if (textOf(asked, 'model_version') !== undefined)
    warnings.push('model_version is ignored: the model is chosen by the service.');
  const told = textOf(asked, 'structured_instruction') ?? structuredInstruction(words);
  const format = textOf(asked, 'output_type') === 'jpeg' ? 'jpeg' : 'png';
  const from = pictureAt(asked, 'image', 'images.0');
  return onePicture(
    'image_url',
    { kind: 'picture', from, steps, format },
    {
      seed: asked.seed,
      [asked.sync ? 'structured_instruction' : 'structured_prompt']: told,
      ...(warnings.length > 0 && { warning: warnings.join(' ') }),
    },
  );
}

export function edit(asked: Asked): Work {
  const words = wordsOf(asked, 'instruction', 'structured_instruction');
  const mask = asked.media.get('mask');
  const joins = picturesIn(asked, 'images')
    .slice(1)
    .map((picture) => ({ do: 'join', picture }) as const);
  const ratio = textOf(asked, 'aspect_ratio');
  const isIgnored = ratio !== undefined && joins.length === 0;
  return instructed(
    asked,
    words,
    [
      ...joins,
      ...(ratio === undefined || isIgnored ? [] : [{ do: 'fit', ...sceneSize(ratio) } as const]),
      { do: 'grade', words, ...(mask && { mask }) },
    ],
    ...(isIgnored ? ['aspect_ratio is ignored: a single picture keeps its own.'] : []),
  );
}

export function addObject(asked: Asked): Work {
  const words = wordsOf(asked, 'instruction');
  return instructed(asked, words, [{ do: 'add-object', words, inPlaceOfSubject: false }]);
}

export function replaceObject(asked: Asked): Work {
  const words = wordsOf(asked, 'instruction');
  // Of “replace the red apple with a green pear” only the pear is to be seen.
  const wanted = words.split(/\b(?:with|by)\b/i).at(-1) ?? words;
  return instructed(asked, words, [{ do: 'add-object', words: wanted, inPlaceOfSubject: true }]);
}

export const eraseByText = (asked: Asked): Work =>
  instructed(asked, `erase ${wordsOf(asked, 'object_name')}`, [{ do: 'erase-subject' }]);

export function blend(asked: Asked): Work {
  const words = wordsOf(asked, 'instruction');
  const overlay = asked.media.get('overlay');
  return instructed(asked, words, [
    overlay ? { do: 'place', picture: overlay, at: 'middle' } : { do: 'grade', words },
  ]);
}

export function reseason(asked: Asked): Work {
  const words = wordsOf(asked, 'season');
  return instructed(asked, `change the season to ${words}`, [{ do: 'grade', words }]);
}

export function rewriteText(asked: Asked): Work {
  const text = wordsOf(asked, 'new_text');
  return instructed(asked, `replace the text by “${text}”`, [{ do: 'write', text, line: -2 }]);
}

export const colorSketch = (asked: Asked): Work =>
  instructed(asked, 'make it a realistic picture in colour', [
    { do: 'grade', words: `colours ${asked.seed}` },
  ]);

export const restore = (asked: Asked): Work =>
  instructed(asked, 'restore the photograph', [{ do: 'grade', words: 'restore' }, { do: 'sharpen' }]);

export function colorize(asked: Asked): Work {
  const words = wordsOf(asked, 'color');
  return instructed(asked, `colour it: ${words}`, [{ do: 'grade', words }]);
}

export function restyle(asked: Asked): Work {
  const words = wordsOf(asked, 'style');
  return instructed(asked, `in the style of ${words}`, [
    { do: 'posterize', levels: 5 },
    { do: 'grade', words },
  ]);
}

export function relight(asked: Asked): Work {
  const [type, direction] = [wordsOf(asked, 'light_type'), wordsOf(asked, 'light_direction')];
  return instructed(asked, `light: ${type} ${direction}`, [
    { do: 'grade', words: type },
    { do: 'light', from: direction },
  ]);
}
