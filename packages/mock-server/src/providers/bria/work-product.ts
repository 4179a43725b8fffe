/** Product pictures, version 2. */
import type { Box, Step, Work } from '../../world/job-files.ts';
import { numberOf, onePicture, pictureAt, pictureFile, textOf, type Asked } from '../asked.ts';

/** Each product cut out, tight, and put where it is to be. */
export function integrate(asked: Asked): Work {
  const products = asked.body['products'] as readonly { readonly coordinates: Box }[];
  const steps: readonly Step[] = products.map(({ coordinates }, index) => {
    const picture = pictureAt(asked, `products.${index}.image`);
    return { do: 'place-subject', picture, at: coordinates };
  });
  const from = pictureAt(asked, 'scene');
  return onePicture('image_url', { kind: 'picture', from, steps, format: 'png' }, { seed: asked.seed });
}

interface Measure {
  readonly name: 'height' | 'width_bottom' | 'width_top';
  readonly value: number;
  readonly unit: string;
  readonly position?: 'top' | 'bottom' | 'left' | 'right';
}
interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly label?: string;
}

const EDGES = { height: 'left', width_bottom: 'bottom', width_top: 'top' } as const;
const BETWEEN: Readonly<Record<string, string>> = { dual_bullet: ' • ', dual_slash: ' / ' };
const GROUNDS: Readonly<Record<string, string>> = { white: '#ffffff', cream: '#f5f0e1', charcoal: '#36454f' };

export function drawDimensions(asked: Asked): Work {
  const { body } = asked;
  const lines = [...labelsOf(asked)].map(([edge, label]) => ({ edge, label }));
  const title = textOf(asked, 'title');
  const [weight, capacity] = [body['weight'], body['capacity']] as [Amount?, Amount?];
  const amounts = [
    weight && `${weight.label ?? 'Weight'}: ${weight.value} ${weight.unit}`,
    capacity && `${capacity.value} ${capacity.unit.replace('_', ' ')}`,
  ].filter((amount) => amount !== undefined);
  const drawing = (isAlone: boolean): readonly Step[] => [
    { do: 'cut-out' },
    { do: 'crop-to-subject', padding: 0 },
    { do: 'frame', side: numberOf(asked, 'output_size', 2200) },
    { do: 'measure', lines, isAlone },
    ...(title === undefined ? [] : [{ do: 'write', text: title, line: 0 } as const]),
    ...(amounts.length === 0 ? [] : [{ do: 'write', text: amounts.join('  '), line: -1 } as const]),
  ];
  const background = textOf(asked, 'background') ?? 'white';
  const ground: Step = { do: 'put-behind', words: GROUNDS[background] ?? background, seed: asked.seed };
  const from = pictureAt(asked, 'image');
  const format = textOf(asked, 'output_format');
  const steps = [...drawing(false), ground];
  if (format !== 'dual')
    return onePicture('image_url', {
      kind: 'picture',
      from,
      steps,
      format: format === 'jpeg' ? 'jpeg' : 'png',
    });
  return {
    files: {
      'output.png': pictureFile(from, steps),
      'overlay.png': pictureFile(from, drawing(true)),
    },
    // That there are two is documented, and what they are called is not.
    result: {
      image_url: { linkTo: 'output.png' },
      overlay_url: { linkTo: 'overlay.png' },
      image_urls: [{ linkTo: 'output.png' }, { linkTo: 'overlay.png' }],
    },
  };
}

/** One label for each edge; of two with one name, the units stand together. */
function labelsOf(asked: Asked): ReadonlyMap<'left' | 'right' | 'top' | 'bottom', string> {
  const labels = new Map<'left' | 'right' | 'top' | 'bottom', string>();
  const display = textOf(asked, 'units_display') ?? 'single';
  for (const { name, value, unit, position } of asked.body['dimensions'] as readonly Measure[]) {
    const edge = position ?? EDGES[name];
    const [before, label] = [labels.get(edge), `${value} ${unit}`];
    if (before === undefined) labels.set(edge, label);
    else if (display === 'dual_parens') labels.set(edge, `${before} (${label})`);
    else if (display !== 'single') labels.set(edge, `${before}${BETWEEN[display] ?? ' '}${label}`);
  }
  return labels;
}
