/** Does what a person asked for, and says so when it did not work. */
export type Act = (work: () => Promise<void>) => void;

/** @param done - after each, whether it worked or not. */
export function createAct(notice: HTMLElement, done: () => void): Act {
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      notice.hidden = true;
    } catch (error) {
      notice.textContent = error instanceof Error ? error.message : String(error);
      notice.hidden = false;
    }
    done();
  };
  return (work) => void attempt(work);
}
