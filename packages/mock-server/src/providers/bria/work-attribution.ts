/** To whose works a result is credited. No answer is documented; Bria's own ComfyUI node reads `content`. */
import { hashText } from '../../world/chance.ts';
import type { Work } from '../../world/job-files.ts';
import { textOf, type Asked } from '../asked.ts';

const SHARES = [0.5, 0.3, 0.2];

export function attribute(asked: Asked): Work {
  const model = textOf(asked, 'model_version') ?? textOf(asked, 'model') ?? '';
  const attributions = SHARES.map((share, index) => {
    const id = hashText(`${asked.seed}/${index}`).toString(16).padStart(8, '0');
    return { visual_id: id, contributor: `contributor-${id.slice(0, 3)}`, share };
  });
  return { files: {}, result: { content: { model, attributions } } };
}
