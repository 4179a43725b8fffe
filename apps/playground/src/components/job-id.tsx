import { CopyButton } from './copy-button.tsx';

/** The provider's name for the job: what its support asks for. Nothing where no job was made. */
export function JobId({ id }: { readonly id: string | undefined }) {
  if (!id) return null;
  return (
    <span className="job-id" aria-live="off">
      Job <code title={id}>{id.length > 14 ? `${id.slice(0, 6)}…${id.slice(-6)}` : id}</code>
      <CopyButton text={id} what="job id" />
    </span>
  );
}
