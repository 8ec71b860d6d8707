const USUAL = 25;
/** A caller who asks for more gets this many, as the API documents. */
const MOST = 50;

/**
 * How many replies to return if the caller does not page: all of them, because the answer cannot say that more exist.
 */
export const ALL = 10_000;

/** The part of a list that a caller asks for. */
export const pageOf = ({ skip = 0, take = USUAL }: { skip?: number; take?: number }) => ({
  offset: skip,
  limit: Math.min(take, MOST),
});
