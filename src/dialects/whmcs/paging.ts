import type { Listed, Page } from '../../store/pages';

/** The page of a list that a call asks for. */
export const pageOf = ({ limitstart = 0, limitnum = 25 }: { limitstart?: number; limitnum?: number }) => ({
  offset: limitstart,
  limit: limitnum,
});

/** The counts in the answer of every paged list, in the published order. */
export const countsOf = ({ offset }: Pick<Page, 'offset'>, { total, rows }: Listed<unknown>) => ({
  totalresults: total,
  startnumber: offset,
  numreturned: rows.length,
});
