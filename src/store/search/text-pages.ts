import type { Db } from '../../database/pool';
import { writeInto } from '../conditions';
import { withSubject } from './subject-search';
import { conditionsOf, type Wanted } from './ticket-filter';
import { byLastReply, type LastReplyPage, type OrderedPage, orderOf, type TicketPage } from './ticket-order';
import type { TicketTexts } from './ticket-texts';
import { asksForWords, withWords } from './word-search';

/**
 * A search that cannot be answered: what is looked for is in so many texts that looking at them takes longer than a
 * statement may, or nothing is looked for.
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
 * Finds one page of the tickets that contain words, or a subject, and how many there are: all that match are looked at once
 * for both.
 *
 * @throws UnfitSearch; the transaction is good for nothing then.
 */
export async function findByText(db: Db, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const { search, subject } = wanted.filter;
  const inOrder = byLastReply(page);
  const alone = textAlone(wanted);
  const [text, values] = inOrder && alone ? byTextAlone(alone, inOrder) : amongConditions(wanted, page);
  const answers = Promise.all([
    db.query<{ asksForWords: boolean }>(PLANNED_FOR_MANY, [
      subject?.isIndexed === false ? 'on' : 'off',
      search?.text ?? '',
    ]),
    db.queryOnce<TicketPage>(text, values).catch((error: unknown) => {
      const isCancelled = error instanceof Error && 'code' in error && error.code === CANCELLED;
      throw isCancelled ? new UnfitSearch('too long', { cause: error }) : error;
    }),
  ]);
  // What follows in the transaction has its own time again.
  db.send('set local statement_timeout to default');
  const [[planned], [found]] = await answers;
  if (planned?.asksForWords === false) throw new UnfitSearch('no words');
  return found ?? { total: 0, ids: [] };
}

const CANCELLED = '57014';

/**
 * Room for what is found; nothing compiled for it; and the index even where the planner thinks that half of all will match.
 * It is given up before anything else would be, so that it can be told from a database that does not answer.
 */
const PLANNED_FOR_MANY = `select set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
  set_config('enable_seqscan', $1, true), set_config('statement_timeout',
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

/** Where a text is all that is asked for, its own table knows everything. */
function textAlone({ filter: { subject, search, deleted, ...others }, requester }: Wanted): TicketTexts | undefined {
  const isAlone = deleted === undefined && [requester, ...Object.values(others)].every((value) => value === undefined);
  if (!isAlone || (subject !== undefined && search !== undefined)) return undefined;
  return subject === undefined ? search && withWords(search) : withSubject(subject);
}

/** All that is found in order, and the page cut out of it: reading the rows takes longer than ordering them. */
function byTextAlone({ table, hold }: TicketTexts, { direction, offset, limit }: LastReplyPage): Statement {
  const values: unknown[] = [Math.min(offset, LAST) + 1, Math.min(offset + limit, LAST)];
  const ids = `array_agg(x.ticket_id order by x.last_reply_at ${direction}, x.ticket_id ${direction})`;
  return [
    `select count(*) as total, coalesce((${ids})[$1::int:$2::int], '{}') as ids
     from ${table} x where not x.is_deleted and ${writeInto(values)(hold)}`,
    values,
  ];
}

/** No place in an array is higher. */
const LAST = 2 ** 31 - 2;
