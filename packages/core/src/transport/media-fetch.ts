/** What files are fetched with, be they downloaded or only looked at: the parts of a platform's `fetch` that it takes. */

/** The part of `fetch` that is used; any implementation of it will do. */
export type MediaFetch = (url: string, init: MediaFetchInit) => Promise<MediaResponse>;

/** What a `MediaFetch` is called with: nothing of yours goes along. */
export interface MediaFetchInit {
  readonly redirect: 'manual' | 'follow';
  readonly cache?: 'no-store';
  readonly signal: AbortSignal;
  readonly credentials?: 'omit';
  readonly referrerPolicy?: 'no-referrer';
}

/** The part of a `Response` that is read. */
export interface MediaResponse {
  readonly status: number;
  readonly type: string;
  readonly url: string;
  readonly headers: {
    /** Null where there is no such header. */
    get(name: string): string | null;
  };
  readonly body: {
    /** Called once. */
    getReader(): MediaReader;
  } | null;
}

/** The part of a stream’s reader that is used. */
export interface MediaReader {
  /** The next piece; `done` where there is none. */
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }>;
  /** Called when no more is wanted: frees the connection. */
  cancel(reason?: unknown): Promise<void>;
}
