import type { Db } from '../database/pool';
import { writeInto } from './conditions';
import { conditionsOf, type Wanted } from './ticket-filter';
import { byLastReply, type LastReplyPage, type OrderedPage, orderOf, type TicketPage } from './ticket-order';
import { ASKS_FOR_WORDS, foundByWords, type WordSearch } from './word-search';

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
 * Finds one page of the tickets that contain words, and how many there are: all that match are looked at once for both.
 *
 * @throws UnfitSearch; the transaction is good for nothing then.
 */
export async function findByWords(db: Db, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const isWordsAlone = Object.entries(wanted.filter).every(([name, value]) => name === 'search' || value === undefined);
  const { search, subject } = wanted.filter;
  const inOrder = isWordsAlone && wanted.requester === undefined ? byLastReply(page) : undefined;
  const [text, values] =
    search !== undefined && inOrder !== undefined ? byWordsAlone(search, inOrder) : amongConditions(wanted, page);
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
  ${ASKS_FOR_WORDS.replace('?', '$2')} as "asksForWords"`;

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

/** Up to so many it costs less to look each up in an index than to take that index apart. */
const FEW = 2000;

/** To the letter what the index `tickets_dead` has, or it is not used. */
const IS_DEAD = '(merged_into_id is not null or deleted_at is not null)';

/**
 * Few tickets are dead: those are taken from what is found, where looking up which of it live would cost more than finding it.
 *
 * And where many are found, the page is full after a walk over not much more than it of the whole list. Twice as many
 * steps as there are tickets found still cost less than putting these in order.
 *
 * What stands in a case is not joined, but asked for each, in the order of the rows.
 */
function byWordsAlone(search: WordSearch, { direction, offset, limit }: LastReplyPage): Statement {
  const values: unknown[] = [offset, limit];
  const write = writeInto(values);
  const order = `order by last_reply_at ${direction}, id ${direction}`;
  return [
    `with holding as materialized (${write(foundByWords(search))}),
     found as materialized (
       select id from holding where case when (select count(*) from holding) <= ${FEW}
         then (select true from tickets where id = holding.id and ${IS_DEAD})
         else id in (select id from tickets where ${IS_DEAD}) end is not true),
     counted as materialized (select count(*) as total from found),
     walked as materialized (
       select id, last_reply_at from (
         select id, last_reply_at from tickets where merged_into_id is null and deleted_at is null
         ${order} limit (select 2 * total from counted)) as nearest
       where case when id in (select id from found) then true end ${order} offset $1 limit $2)
     select total, case when (select count(*) from walked) >= least($2::int, total - $1::int)
       then array(select id from walked ${order})
       else array(select id from found join tickets using (id) ${order} offset $1 limit $2) end as ids
     from counted`,
    values,
  ];
}
