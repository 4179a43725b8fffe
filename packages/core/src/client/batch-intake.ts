/** Floor 6 · client: a batch takes its inputs, one after another, each into a free place. */

/**
 * @param begin - given each input; done once it is known what becomes of it.
 * @param isWanted - whether there is a reason to take more.
 * @param onPause - told when it takes no more for now.
 */
export function createIntake<Input>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  begin: (input: Input, index: number) => Promise<void>,
  isWanted: () => boolean,
  onPause: () => void,
) {
  const source = oneByOne(inputs);
  let limit = 0;
  let taken = 0;
  let isTaking = false;
  let isBeginning = false;
  /** There are no more: nothing, or the throw that has ended them. */
  let ended: (() => void) | undefined;

  const mayTake = () => !ended && isWanted();

  return {
    /** Takes inputs until they are so many in all. */
    async fill(count: number) {
      limit = count;
      if (isTaking) return;
      isTaking = true;
      while (taken < limit && mayTake()) {
        try {
          const next = await source.next();
          isBeginning = true;
          if (next.done) ended = () => {};
          else await begin(next.value, taken++);
        } catch (reason) {
          ended = () => {
            throw reason;
          };
        }
        isBeginning = false;
      }
      isTaking = false;
      onPause();
    },

    /**
     * Whether something may still come of it. An input that is slow to come is not waited for when it is not wanted.
     *
     * @throws what the inputs have thrown, or `begin`.
     */
    goesOn() {
      ended?.();
      return isBeginning || mayTake();
    },

    /** Like `for await`: what goes wrong in closing is told where nothing else is. */
    async close(isAborted: boolean | undefined) {
      const closed = source.return();
      closed.catch(() => {});
      if (!(isTaking || ended || isAborted)) await closed;
    },
  };
}

async function* oneByOne<Input>(inputs: Iterable<Input> | AsyncIterable<Input>) {
  yield* inputs;
}
