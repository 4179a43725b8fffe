/** Finished ads, taken apart and made again. */
import type { JobFile, Work } from '../../world/job-files.ts';
import { pictureAt, pictureFile, type Asked } from '../asked.ts';

const partsOf = (asked: Asked): Readonly<Record<string, JobFile>> => {
  const ad = pictureAt(asked, 'attachments.0');
  return {
    'background.png': pictureFile(ad, [{ do: 'erase-subject' }]),
    'subject.png': pictureFile(ad, [{ do: 'cut-out' }]),
  };
};

export function takeLayers(asked: Asked): Work {
  const format = asked.body['output_format'] === 'html' ? 'html' : 'json';
  const name = `layers.${format}`;
  const layers = ['background.png', 'subject.png'];
  return {
    files: { ...partsOf(asked), [name]: { kind: 'layers', layers, format } },
    result: {
      agent_type: 'deflat',
      status: 'completed',
      text: 'The ad was taken apart into 2 layers.',
      url: { linkTo: name },
    },
  };
}

/** What the answer looks like is not documented, but for a link: the document is that of the layers. */
export function takeObjects(asked: Asked): Work {
  const document: JobFile = { kind: 'layers', layers: ['subject.png'], format: 'json' };
  return {
    files: { ...partsOf(asked), 'objects.json': document },
    result: { url: { linkTo: 'objects.json' } },
  };
}

export function makeTemplate(asked: Asked): Work {
  const document: JobFile = { kind: 'layers', layers: ['background.png', 'subject.png'], format: 'json' };
  return {
    files: { ...partsOf(asked), 'template.json': document },
    result: { url: { linkTo: 'template.json' } },
  };
}

export function resizeAd(asked: Asked): Work {
  const ad = pictureAt(asked, 'attachments.0');
  const formats = asked.body['formats'] as readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
  }[];
  const names = formats.map((_, index) => `size-${index + 1}.png`);
  const files = formats.map(({ width, height }, index) => [
    names[index] ?? '',
    pictureFile(ad, [{ do: 'fit', width, height }]),
  ]);
  const results = formats.map(({ name, width, height }, index) => {
    const strategy = width / height > 3 || height / width > 3 ? 'delayer_dispatch' : 'ai_image_models';
    return { name, width, height, status: 'ok', strategy, url: { linkTo: names[index] ?? '' } };
  });
  return { files: Object.fromEntries(files), result: { status: 'completed', results } };
}
