const USUAL = 25;
/** Who asks for more gets this many, as published. */
const MOST = 50;

/** All replies of a ticket, where a caller asks for no part of them: nobody knows that there is more. */
export const ALL = 10_000;

/** Which part of a list a caller asks for. */
export const pageOf = ({ skip = 0, take = USUAL }: { skip?: number; take?: number }) => ({
  offset: skip,
  limit: Math.min(take, MOST),
});
