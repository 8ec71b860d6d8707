import type { Caller } from './caller';
import { integerOf, listOf, type Members, textOf } from './values';

/** A list of the API that comes in pages. */
export interface PagedList {
  action: string;
  /** The names around its rows: `clients` and `client`. */
  plural: string;
  singular: string;
  fields?: Record<string, string | number>;
}

interface Page {
  rows: Members[];
  /** How many rows there are in all; null if the old desk does not say. */
  total: number | null;
}

/** So many rows are asked for again with each page, to see whether rows have moved meanwhile. */
const OVERLAP = 5;

/** A page that begins again where nothing is known can only happen while many tickets change. */
const MOST_STEPS_BACK = 20;

/**
 * Reads the pages of a list while rows come, go and change places. Each page begins with the last rows of the one before
 * it. If none of them is there, rows before them have gone, and the page before is read again. The same row may come
 * several times.
 *
 * @param known whether a row has come before; asked before the page is handed out
 */
export async function* readPages(
  caller: Caller,
  list: PagedList,
  pageSize: number,
  known: (row: Members) => boolean,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let start = 0;
  let stepsBack = 0;
  for (;;) {
    const answer = await caller.ask(list.action, { ...list.fields, limitstart: start, limitnum: pageSize }, signal);
    const page = { rows: listOf(answer[list.plural], list.singular), total: integerOf(answer.totalresults) };
    const { rows, total } = page;
    const isCut = start > 0 && !rows.slice(0, OVERLAP).some(known);
    // Some programs that stand in for WHMCS answer every page with the first one, and count nothing.
    const isEnd = rows.length === 0 || (start > 0 && total === null && rows.every(known));
    yield page;
    if (isEnd) return;
    if (isCut && stepsBack < MOST_STEPS_BACK) {
      stepsBack += 1;
      start = Math.max(0, start - pageSize);
      continue;
    }
    const end = start + rows.length;
    if (total !== null && end >= total) return;
    // A page may be shorter than asked for: the old desk may have a limit of its own.
    start = rows.length > 2 * OVERLAP ? end - OVERLAP : end;
  }
}

/** After so many readings, what is still missing cannot be listed. */
const MOST_READINGS = 3;

/**
 * Reads a whole list until there are as many rows as the old desk says. A row that moved before a place that was read
 * already is found by reading again.
 *
 * @param each takes every row once; it runs for several rows of a page at a time
 * @returns how many rows the old desk counts more than it lists
 */
export async function readList(
  caller: Caller,
  list: PagedList,
  pageSize: number,
  signal: AbortSignal,
  each: (row: Members) => Promise<void> | void,
): Promise<number> {
  const ids = new Set<string>();
  for (let reading = 1; ; reading++) {
    let total = 0;
    for await (const page of readPages(caller, list, pageSize, (row) => ids.has(textOf(row.id)), signal)) {
      const rows = page.rows.filter((row) => !ids.has(textOf(row.id)));
      for (const row of rows) ids.add(textOf(row.id));
      await Promise.all(rows.map(each));
      total = page.total ?? 0;
    }
    const missing = Math.max(0, total - ids.size);
    if (missing === 0 || reading === MOST_READINGS) return missing;
  }
}
