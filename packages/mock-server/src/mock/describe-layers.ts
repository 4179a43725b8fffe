/** The document that an ad's result leads to: its size, and the pictures that lie on one another. */
import type { StoredPicture } from '../world/picture-store.ts';

export interface Layer {
  readonly name: string;
  readonly link: string;
  readonly width: number;
  readonly height: number;
}

/** @param layers - from back to front, each of the ad's whole size. */
export function describeLayers(layers: readonly Layer[], format: 'json' | 'html'): StoredPicture {
  const [{ width, height } = { width: 0, height: 0 }] = layers;
  const parts = layers.map((layer, index) => ({
    id: `layer-${index + 1}`,
    type: 'image',
    name: layer.name.replace(/\.\w+$/, ''),
    asset_path: layer.link,
    position: { x: 0, y: 0 },
    size: { width: layer.width, height: layer.height },
    z_index: index,
  }));
  const text =
    format === 'json'
      ? JSON.stringify({ canvas: { width, height }, layers: parts, font_stylesheets: [] })
      : `<!doctype html><title>Ad</title><div style="position:relative;width:${width}px;height:${height}px">${parts
          .map(
            ({ name, asset_path }) =>
              `<img alt="${name}" style="position:absolute;inset:0" src="${asset_path}">`,
          )
          .join('')}</div>`;
  const contentType = format === 'json' ? 'application/json' : 'text/html; charset=utf-8';
  return { bytes: new TextEncoder().encode(text), contentType };
}
