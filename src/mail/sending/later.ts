/**
 * Runs something later, as `setTimeout` does.
 *
 * @returns what calls it off
 */
export type Later = (run: () => void, ms: number) => () => void;

/** By the clock of this process, which goes on where that of the machine is set. */
export const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
