/** Work that grows with the square of a hostile input takes longer than this on any machine; work that does not, never. */
export const BEYOND_LINEAR_MS = 15_000;
