import { useEffect, useRef, useState } from 'react';

export interface CopyButtonProps {
  readonly text: string;
  /** What the text is, for screen readers: `job id`. */
  readonly what: string;
}

const CONFIRMATION_MS = 2_000;

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setOutcome(done);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOutcome(undefined), CONFIRMATION_MS);
  };

  const words = outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not allowed' : 'Copy';
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => void copy()}
      aria-label={`${words}: ${what}`}
    >
      {words}
    </button>
  );
}
