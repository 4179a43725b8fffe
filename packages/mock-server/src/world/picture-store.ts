/** Encoded pictures by id. The oldest leave when there are too many bytes: a server may run for weeks. */
export interface PictureStore {
  put(id: string, picture: StoredPicture): void;
  get(id: string): StoredPicture | undefined;
  /** Oldest first. */
  all(): readonly (readonly [id: string, picture: StoredPicture])[];
}

/** A file that was uploaded to the mock. */
export interface StoredPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

const DEFAULT_CAPACITY_BYTES = 256 * 1024 * 1024;

export function createPictureStore(capacityBytes: number = DEFAULT_CAPACITY_BYTES): PictureStore {
  const pictures = new Map<string, StoredPicture>();
  let sizeBytes = 0;
  return {
    put(id, picture) {
      sizeBytes += picture.bytes.length - (pictures.get(id)?.bytes.length ?? 0);
      pictures.set(id, picture);
      for (const [oldest, { bytes }] of pictures) {
        if (sizeBytes <= capacityBytes || oldest === id) break;
        pictures.delete(oldest);
        sizeBytes -= bytes.length;
      }
    },
    get: (id) => pictures.get(id),
    all: () => [...pictures],
  };
}
