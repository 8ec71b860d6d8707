import type { Db } from '../../database/pool';
import { writeInto } from '../conditions';
import { upToDate } from './search-index';
import { withSubjects } from './subject-search';
import { conditionsOf, type Wanted } from './ticket-filter';
import { byLastReply, type LastReplyPage, type OrderedPage, orderOf, type TicketPage } from './ticket-order';
import type { TicketTexts } from './ticket-texts';
import { asksForWords, withWords } from './word-search';

/**
 * A search that cannot be answered. Either so many texts match that reading them exceeds the search's share of the
 * statement timeout, or the search has no words to look for.
 */
export class UnfitSearch extends Error {
  override name = 'UnfitSearch';

  constructor(
    readonly reason: 'too long' | 'no words',
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/**
 * Finds one page of the tickets that contain words, or a text in their subject, and counts them all. One pass over the
 * matches does both.
 *
 * @throws UnfitSearch after which the transaction can only be rolled back.
 */
export async function findByText(db: Db, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const { search, subject } = wanted.filter;
  const inOrder = byLastReply(page);
  const alone = textAlone(wanted);
  const [text, values] = inOrder && alone ? byTextAlone(alone, wanted.marked, inOrder) : amongConditions(wanted, page);
  const answers = Promise.all([
    db.query<{ asksForWords: boolean }>(SEARCH_SETTINGS, [
      subject?.some(({ isIndexed }) => !isIndexed) ? 'on' : 'off',
      search?.text ?? '',
    ]),
    db.queryOnce<TicketPage>(text, values).catch((error: unknown) => {
      const isCancelled = error instanceof Error && 'code' in error && error.code === CANCELLED;
      throw isCancelled ? new UnfitSearch('too long', { cause: error }) : error;
    }),
  ]);
  // Later statements of the transaction get the usual timeout again.
  db.send(`select set_config('statement_timeout', current_setting('hatchdesk.statement_timeout'), true)`);
  const [[settings], [found]] = await answers;
  if (settings?.asksForWords === false) throw new UnfitSearch('no words');
  return found ?? { total: 0, ids: [] };
}

/** SQLSTATE query_canceled: the statement timed out. */
const CANCELLED = '57014';

/**
 * Gives a search memory for its matches, no JIT compilation, and the index even if the planner expects half of all rows
 * to match. The search times out at 80 % of the statement timeout, before anything else would. So a search that is too
 * slow can be told from a database that does not answer. The usual timeout is kept in a variable, because behind a pooler
 * it is the transaction's own, and `default` would be another.
 */
const SEARCH_SETTINGS = `select set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
  set_config('enable_seqscan', $1, true),
  set_config('hatchdesk.statement_timeout', current_setting('statement_timeout'), true), set_config('statement_timeout',
    (800 * extract(epoch from current_setting('statement_timeout')::interval))::int::text, true),
  ${asksForWords('$2')} as "asksForWords"`;

type Statement = [text: string, values: unknown[]];

function amongConditions(wanted: Wanted, page: OrderedPage): Statement {
  const { source, where, values } = conditionsOf(wanted);
  const write = writeInto(values);
  const order = orderOf(page);
  const columns = order.map(([column], index) => `${column} as o${index}`);
  return [
    `with found as materialized (select ${columns.join(', ')} from ${source} ${where})
     select (select count(*) from found) as total, array(
       select o${order.length - 1} from found order by ${order.map(([, way], index) => `o${index} ${way}`).join(', ')}
       ${write(['offset ? limit ?', page.offset, page.limit])}) as ids`,
    values,
  ];
}

/** The text of a filter that has no other condition: then the text's own table has everything the page needs. */
function textAlone({ filter: { subject, search, deleted, ...others }, requester }: Wanted): TicketTexts | undefined {
  const isAlone = deleted === undefined && [requester, ...Object.values(others)].every((value) => value === undefined);
  if (!isAlone || (subject !== undefined && search !== undefined)) return undefined;
  return subject === undefined ? search && withWords(search) : withSubjects(subject);
}

/**
 * Sorts all matches and cuts the page out of them. Sorting is cheap: reading the rows, which the total needs, takes
 * longer.
 */
function byTextAlone(
  { table, condition }: TicketTexts,
  marked: number[],
  { direction, offset, limit }: LastReplyPage,
): Statement {
  const values: unknown[] = [Math.min(offset, LAST_OFFSET) + 1, Math.min(offset + limit, LAST_OFFSET)];
  const write = writeInto(values);
  const ids = `array_agg(x.ticket_id order by x.last_reply_at ${direction}, x.ticket_id ${direction})`;
  return [
    `select count(*) as total, coalesce((${ids})[$1::int:$2::int], '{}') as ids
     from ${write(upToDate(table, marked))} x where not x.is_deleted and ${write(condition)}`,
    values,
  ];
}

/** The last offset that, plus 1, still fits into the subscript of an array. */
const LAST_OFFSET = 2 ** 31 - 2;
