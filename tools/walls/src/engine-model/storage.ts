/** Where the files of placeholders are: as the mock's books have them, but drawn by nobody. At times it fails. */
import type { Snapshot } from '@briakit/mock-server';

/**
 * An HTTP status, or: `page`: somebody else's, in HTML. `redirect`: to one. `reset`: the connection breaks. `hang`: no
 * answer comes. `cut`: it breaks before the first byte of the file. `stall`: that byte does not come.
 */
export interface StorageFault {
  readonly how: number | 'page' | 'redirect' | 'reset' | 'hang' | 'cut' | 'stall';
  /** So many looks in a row. */
  readonly times: number;
}

/** An answer, and how its body goes on. */
export interface Served {
  readonly status: number;
  readonly type: string;
  /** Their lengths in bytes; nothing at all may come as a piece, too. */
  readonly pieces: readonly number[];
  readonly end: 'done' | 'broken' | 'silent';
  /** Whether it is as the books have it, and not what a fault makes of it. */
  readonly isTrue: boolean;
}

export interface Storage {
  /** Has it know all files that were issued. */
  readonly keep: (files: Snapshot['files']) => void;
  /** Of a connection that breaks, or is silent, the word for it. */
  readonly serve: (link: string) => Served | 'reset' | 'hang';
  /** Whether there is a picture by the books. */
  readonly hasAt: (link: string, at: number) => boolean;
  readonly spoil: (fault: StorageFault) => void;
  readonly mend: () => void;
}

export const isFileLink = (url: string): boolean => url.includes('/__mock/files/');

const page = (status: number, type = 'application/xml'): Served => ({
  status,
  type,
  pieces: [40],
  end: 'done',
  isTrue: false,
});

type File = Snapshot['files'][number];

function standAt(file: File | undefined, at: number): 'to come' | 'there' | 'gone' {
  const { readyAt = Infinity, expiresAt = Infinity } = file ?? {};
  if (at < readyAt) return 'to come';
  return at < expiresAt ? 'there' : 'gone';
}

/** @param now - true time. */
export function createStorage(now: () => number): Storage {
  const files = new Map<string, File>();
  let faults: { readonly how: StorageFault['how']; left: number }[] = [];

  const strike = () => {
    const [fault] = faults;
    if (fault && --fault.left === 0) faults = faults.slice(1);
    return fault?.how;
  };
  const fileAt = (link: string) => files.get(link.split('/').at(-2) ?? '');
  const serveFile = (link: string): Served => {
    const file = fileAt(link);
    const stand = standAt(file, now());
    if (!file || stand !== 'there') return { ...page(stand === 'gone' ? 403 : 404), isTrue: true };
    const isOdd = file.fileId < '8';
    const before = isOdd ? [0] : [];
    const body = file.isEmpty
      ? ({ pieces: before, end: 'done' } as const)
      : // Its first byte is enough: the rest never comes.
        ({ pieces: [...before, 1], end: 'silent' } as const);
    return { status: 200, type: 'image/png', ...body, isTrue: true };
  };

  return {
    keep(all) {
      for (const file of all) files.set(file.fileId, file);
    },
    serve(link) {
      const how = strike();
      switch (how) {
        case undefined:
          return serveFile(link);
        case 'reset':
        case 'hang':
          return how;
        case 'page':
          return page(200, 'text/html; charset=utf-8');
        case 'redirect':
          return page(302, 'text/html');
        case 'cut':
          return { ...page(200, 'image/png'), pieces: [], end: 'broken' };
        case 'stall':
          return { ...page(200, 'image/png'), pieces: [], end: 'silent' };
        default:
          return page(how);
      }
    },
    hasAt: (link, at) => standAt(fileAt(link), at) === 'there' && !fileAt(link)?.isEmpty,
    spoil: ({ how, times }) => void faults.push({ how, left: times }),
    mend: () => void (faults = []),
  };
}
