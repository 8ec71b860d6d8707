const USUAL = 25;
/** Who asks for more gets this many, as published. */
const MOST = 50;

/** Which part of a list a caller asks for. */
export const pageOf = ({ skip = 0, take = USUAL }: { skip?: number; take?: number }) => ({
  offset: skip,
  limit: Math.min(take, MOST),
});
