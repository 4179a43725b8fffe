import type { BriakitError } from '@briakit/core';
import { adviceFor, sentenceOf } from '../components/error-advice.ts';
import { ErrorChip } from '../components/error-chip.tsx';
import './drop-zone.css';

export interface DropZoneProps {
  readonly onFile: (file: File) => void;
  readonly onSample: () => void;
  /** What was wrong with the last file. */
  readonly error: BriakitError | undefined;
}

/** The way in: choose or drop a picture anywhere on it, paste one, or take the sample. */
export function DropZone({ onFile, onSample, error }: DropZoneProps) {
  return (
    <div className="drop-zone">
      <label className="drop-zone-target">
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          className="visually-hidden"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) onFile(file);
            // The same file can be chosen again.
            target.value = '';
          }}
        />
        <svg className="drop-zone-icon" viewBox="0 0 64 52" aria-hidden="true">
          <rect x="3" y="3" width="58" height="46" rx="8" strokeDasharray="5 5" />
          <path d="M32 36V16m-9 9 9-9 9 9" />
        </svg>
        <span className="drop-zone-title">Drop a picture here</span>
        <span>or choose one, or paste it. JPEG, PNG or WebP, up to 12 MB.</span>
      </label>
      <div className="drop-zone-foot">
        {error && (
          <p className="drop-zone-error" role="alert">
            <strong>{sentenceOf(error)}</strong> {adviceFor(error).next} <ErrorChip code={error.code} />
          </p>
        )}
        <button type="button" className="drop-zone-sample" onClick={onSample}>
          <img src="/sample.jpg" alt="" />
          Try it with the sample
        </button>
      </div>
    </div>
  );
}
