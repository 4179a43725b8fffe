import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import './stage.css';

export interface StageProps {
  /** Takes a file that was dropped or pasted; undefined while none is wanted. */
  readonly onFile: ((file: File) => void) | undefined;
  readonly children: ReactNode;
}

/** The room for the picture. It is as large in every state, and a picture can be dropped or pasted into it. */
export function Stage({ onFile, children }: StageProps) {
  const [isDragging, setDragging] = useState(false);
  usePastedFile(onFile);
  useEffect(keepPage, []);

  const over = (event: DragEvent) => {
    // Without it the browser would leave the page and open the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = onFile ? 'copy' : 'none';
    setDragging(onFile !== undefined);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile?.(file);
  };
  return (
    <div
      className="stage"
      data-dragging={isDragging ? '' : undefined}
      onDragOver={over}
      onDragLeave={() => setDragging(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}

/** A file that misses the room would open in place of the page, and of the job on it. */
function keepPage() {
  const refuse = (event: globalThis.DragEvent) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  const kinds = ['dragover', 'drop'] as const;
  for (const kind of kinds) window.addEventListener(kind, refuse);
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, refuse);
  };
}

function usePastedFile(onFile: StageProps['onFile']) {
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const [file] = clipboardData?.files ?? [];
      if (file) latest.current?.(file);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
