import { CopyButton } from '../components/copy-button.tsx';

const COMMAND = 'npm start';

/** Said wherever the mock is missed: what is wrong, and the one command that helps. */
export const MockDown = () => (
  <div className="mock-down">
    <strong>The mock is not running.</strong>
    <span>Start it in the project’s folder. This page goes on by itself.</span>
    <span className="mock-down-command">
      <code>{COMMAND}</code>
      <CopyButton text={COMMAND} what="command" />
    </span>
  </div>
);
