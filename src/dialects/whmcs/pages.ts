import type { Listed, Page } from '../../store/pages';

/** The page of a list that a call asks for. */
export const pageOf = ({ limitstart = 0, limitnum = 25 }: { limitstart?: number; limitnum?: number }) => ({
  offset: limitstart,
  limit: limitnum,
});

/** What is said of every list that comes in pages, in the published order. */
export const countsOf = ({ offset }: Pick<Page, 'offset'>, { total, rows }: Listed<unknown>) => ({
  totalresults: total,
  startnumber: offset,
  numreturned: rows.length,
});
