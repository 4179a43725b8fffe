import { getEventListeners } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { uploadToStorage, type UploadProgress } from './storage-upload.ts';

const LINK = 'https://storage.example/bucket?signature=s';
const TICKET = { uploadUrl: `${LINK}#part`, fields: { key: 'a1', policy: 'p' } };
const VIDEO = new File(['\0\0\0\x18ftypmp42'], 'fox.mp4', { type: 'video/mp4' });

/** As much of a browser's `XMLHttpRequest` as is used, answered by the test. */
class FakeXhr extends EventTarget {
  static sent = Promise.withResolvers<FakeXhr>();
  readonly upload = new EventTarget();
  readonly calls: unknown[] = [];
  status = 0;
  responseText = '';
  responseURL = '';

  open(...request: unknown[]) {
    this.calls.push(['open', ...request]);
  }
  send(body: Blob) {
    this.calls.push(['send', body]);
    FakeXhr.sent.resolve(this);
  }
  abort() {
    this.calls.push(['abort']);
  }
  progress(loaded: number) {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded }));
  }
  answer(status: number, responseText = '', responseURL = LINK) {
    Object.assign(this, { status, responseText, responseURL });
    this.dispatchEvent(new Event('load'));
  }
}

const onProgress = vi.fn<(progress: UploadProgress) => void>();

beforeEach(() => {
  onProgress.mockReset();
  FakeXhr.sent = Promise.withResolvers();
  vi.stubGlobal('XMLHttpRequest', FakeXhr);
});

/** An upload, and the request that it has made. */
async function started(signal?: AbortSignal) {
  const upload = uploadToStorage(TICKET, VIDEO, { onProgress, ...(signal && { signal }) });
  const xhr = await FakeXhr.sent.promise;
  const [, [, form]] = xhr.calls as [unknown, [string, Blob]];
  return { upload, xhr, form, totalBytes: form.size };
}

it('sends the form, the file last', async () => {
  const { upload, xhr, form } = await started();
  expect(xhr.calls).toEqual([
    ['open', 'POST', LINK],
    ['send', form],
  ]);
  const read = await new Response(form, { headers: { 'content-type': form.type } }).formData();
  expect([...read.keys()]).toEqual(['key', 'policy', 'Content-Type', 'file']);
  expect(read.get('file')).toMatchObject({ name: 'fox.mp4', type: 'video/mp4', size: VIDEO.size });
  xhr.answer(204);
  await expect(upload).resolves.toBeUndefined();
});

it('tells the browser’s progress, never back and to the end', async () => {
  const { upload, xhr, totalBytes } = await started();
  xhr.progress(5);
  xhr.progress(3);
  xhr.progress(5);
  xhr.progress(9);
  xhr.answer(204);
  await upload;
  expect(onProgress.mock.calls).toEqual(
    [0, 5, 9, totalBytes].map((sentBytes) => [{ sentBytes, totalBytes }]),
  );
});

it('is cut by an abort, at once', async () => {
  const controller = new AbortController();
  const { upload, xhr } = await started(controller.signal);
  xhr.progress(5);
  const reason = new Error('enough');
  controller.abort(reason);
  expect(xhr.calls.at(-1)).toEqual(['abort']);
  await expect(upload).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

it('leaves no listener on the signal when it has ended', async () => {
  const { signal } = new AbortController();
  const { upload, xhr } = await started(signal);
  xhr.answer(204);
  await upload;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

it.for([
  ['a refusal', 403, '<Error><Code>AccessDenied</Code></Error>', LINK, 'input', '("AccessDenied", 403)'],
  ['a page', 200, '<html>', LINK, 'input', 'storage did not take it. (200)'],
  ['an outage', 503, '', LINK, 'network', '(503)'],
] as const)('takes %s for a failure', async ([, status, text, url, code, words]) => {
  const { upload, xhr } = await started();
  xhr.answer(status, text, url);
  const error: unknown = await upload.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, submission: 'not-sent' });
  expect((error as Error).message).toContain(words);
  expect(onProgress).toHaveBeenCalledOnce();
});

it('takes a redirect for a failure, although it was followed', async () => {
  const { upload, xhr } = await started();
  xhr.answer(204, '', 'https://elsewhere.example/');
  await expect(upload).rejects.toMatchObject({ code: 'network', cause: new Error('unexpected redirect') });
});

it('may be repeated when no answer came', async () => {
  const { upload, xhr } = await started();
  xhr.dispatchEvent(new Event('error'));
  await expect(upload).rejects.toMatchObject({ code: 'network', retryable: true });
});

it('is not used where nobody asks for progress, or another fetch is given', async () => {
  const made = vi.fn<() => void>();
  vi.stubGlobal('XMLHttpRequest', made);
  const fetch = vi.fn<() => Promise<Response>>(async () => new Response(null, { status: 204 }));
  await uploadToStorage(TICKET, VIDEO, { onProgress, fetch });
  vi.stubGlobal('fetch', fetch);
  await uploadToStorage(TICKET, VIDEO);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(made).not.toHaveBeenCalled();
});
