import { describe, expect, it } from 'vitest';
import {
  briaClient,
  COMPLETED,
  pixazoClient,
  PIXAZO_ANSWERS,
  PIXAZO_LINK,
  RESULT,
} from '../../test/client.ts';
import { body, PNG, png, scripted } from '../../test/media.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import { download, downloadBytes, linksOf, type MediaResult } from './download.ts';

const A = 'https://media.example.com/a.png';
const B = 'https://media.example.com/b.png';

const IMAGE = 'https://example.com/vase.jpg';

describe('the links of a result', () => {
  it.for([
    [{ image_url: A }, [A]],
    [{ video_url: A }, [A]],
    [{ mask_url: A }, [A]],
    [{ result_url: A }, [A]],
    [{ url: A }, [A]],
    [{ media_url: [A] }, [A]],
    [{ media_url: A }, [A]],
    [{ media_url: [A, B] }, [A, B]],
    [{ image_url: new URL(A) }, [A]],
    [{ mask_url: B, image_url: A, seed: 1 }, [A, B]],
    [{ image_url: A, media_url: [A] }, [A]],
    [{ layer_url: B, url: A }, [A, B]],
    [{ layer_url: A, url: A }, [A]],
    [{ overlay_url: B, image_url: A }, [A, B]],
    [{ captions_url: B, download_url: A }, [A, B]],
    [{ image_url: A, overlay_url: undefined }, [A]],
    [{ image_url: null, media_url: [] }, []],
  ] as const)('%j are %j', ([result, links]) => {
    expect(linksOf(result)).toEqual(links);
  });

  it.for([
    [{ structured_prompt: '{}' }, []],
    [{ image_url: { url: A } }, []],
    [{ media_url: [null, 7, A] }, [A]],
  ] as const)('%j are %j, whatever its type says', ([result, links]) => {
    expect(linksOf(result as MediaResult)).toEqual(links);
  });
});

describe('a download', () => {
  it.for([
    ['the result of a job', { image_url: A }],
    ['a list of one', { media_url: [A] }],
    ['a link', A],
    ['a URL', new URL(A)],
  ] as const)('takes %s', async ([, source]) => {
    const fetch = scripted(png());
    const blob = await download(source, { fetch });
    expect(fetch.mock.calls[0]![0]).toBe(A);
    expect([blob.type, blob.size]).toEqual(['image/png', PNG.length]);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(PNG);
  });

  it('takes the whole result of an operation at either provider', async () => {
    const atBria = briaClient([COMPLETED]);
    const atPixazo = pixazoClient(PIXAZO_ANSWERS);
    for (const [{ clock, client }, link] of [
      [atBria, RESULT.image_url],
      [atPixazo, PIXAZO_LINK],
    ] as const) {
      const fetch = scripted(png());
      const result = await clock.runUntil(client.run(removeBackground, { image: IMAGE }));
      const options = { fetch, allowOrigins: [new URL(link).origin] };
      expect((await download(result, options)).type).toBe('image/png');
      expect(fetch.mock.calls[0]![0]).toBe(link);
    }
  });

  it('takes the result of an endpoint whose links are a list', async () => {
    const { clock, client } = pixazoClient(PIXAZO_ANSWERS);
    const fetch = scripted(png());
    const result = await clock.runUntil(client.run(pixazoImage.removeBackground, { image_url: IMAGE }));
    await download(result, { fetch });
    expect(fetch.mock.calls[0]![0]).toBe(PIXAZO_LINK);
  });

  const TWO_LINKS = 'The result holds 2 links: pass the one you want, or each of `linksOf(result)`.';

  it.for([
    [{}, 'The result holds no link to media.'],
    [{ media_url: [] }, 'The result holds no link to media.'],
    [{ media_url: [A, B] }, TWO_LINKS],
    [{ image_url: A, mask_url: B }, TWO_LINKS],
    [{ image_url: A, overlay_url: B }, TWO_LINKS],
    [{ url: A, layer_url: B }, TWO_LINKS],
    [{ download_url: A, captions_url: B }, TWO_LINKS],
  ] as const)('does not guess which link is meant by %j', async ([source, message]) => {
    const fetch = scripted(png());
    await expect(download(source, { fetch })).rejects.toMatchObject({
      code: 'input',
      message,
      submission: 'accepted',
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('gives bytes, in the order in which they came', async () => {
    const pieces = [PNG.slice(0, 1), PNG.slice(1, 40), PNG.slice(40)];
    const bytes = await downloadBytes(A, { fetch: async () => new Response(body(pieces).stream) });
    expect(bytes).toEqual(PNG);
  });

  it('hands on the limits that it is given', async () => {
    const reason = new Error('enough');
    await expect(download(A, { fetch: scripted(png()), signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    await expect(downloadBytes(A, { fetch: scripted(png()), maxBytes: 3 })).rejects.toMatchObject({
      code: 'download',
    });
    await expect(download('http://127.0.0.1:4010/', { fetch: scripted(png()) })).rejects.toMatchObject({
      code: 'download',
    });
  });
});
