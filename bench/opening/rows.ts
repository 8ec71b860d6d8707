import type { ClientConfig } from 'pg';
import type { Outcome } from '../load';
import { ask } from '../servers';
import type { Kind } from './calls';
import type { OurDesk } from './stage';

/** What a server has answered, to be compared with its database. */
export class Ledger {
  readonly ids: string[] = [];
  readonly failures: string[] = [];
  private readonly successes = new Map<string, number>();

  /** Notes what a turn has answered. */
  add(kind: 'guest' | Kind, { successes, ids = [], failures = [] }: Partial<Outcome>): void {
    this.successes.set(kind, this.countOf(kind) + (successes ?? 0));
    // One by one: there are more ids than a call may have arguments.
    for (const id of ids) this.ids.push(id);
    this.failures.push(...failures);
  }

  countOf(kind: 'guest' | Kind): number {
    return this.successes.get(kind) ?? 0;
  }

  /** How many tickets have been opened in any way. */
  get opened(): number {
    return [...this.successes].reduce((sum, [kind, count]) => (kind === 'reply' ? sum : sum + count), 0);
  }
}

/** Counts by what is counted. */
export type Counts = Record<string, number>;

export interface Compared {
  successes: number;
  /** What was counted in the database, and what it should be. */
  rows: Counts;
  expected: Counts;
  equal: boolean;
  failures: string[];
}

const OURS = `select (select count(*) from tickets)::int as tickets,
  (select count(distinct number) from tickets)::int as numbers,
  (select count(*) from messages where is_first)::int as "first messages",
  (select count(*) from messages where not is_first)::int as replies,
  (select count(*) from outbox where event = 'TicketOpen')::int as "events of tickets",
  (select count(*) from outbox where event = 'TicketUserReply')::int as "events of replies",
  (select count(*) from events where event in ('TicketOpen', 'TicketUserReply'))::int as "numbered events",
  (select count(*) from attachment_contents)::int as attachments,
  (select count(*) from custom_field_values)::int as "field values"`;

const PLAIN = `select (select count(*) from ticket)::int as tickets,
  (select count(distinct tid) from ticket)::int as numbers,
  (select count(*) from message)::int as "first messages",
  (select count(*) from outbox)::int as "events of tickets"`;

/** Counts the rows of our database. */
export async function countOurs(database: ClientConfig): Promise<Counts> {
  const [counts = {}] = await ask<Counts>(database, OURS);
  return counts;
}

/** Compares what a server of ours has answered with the rows that are new. */
export async function compareOurs({ database, ledger, before }: OurDesk): Promise<Compared> {
  const { opened } = ledger;
  const replies = ledger.countOf('reply');
  const after = await countOurs(database);
  const rows = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
  const expected = {
    tickets: opened,
    numbers: opened,
    'first messages': opened,
    replies,
    'events of tickets': opened,
    'events of replies': replies,
    'numbered events': opened + replies,
    attachments: ledger.countOf('attachment'),
    'field values': 3 * ledger.countOf('fields'),
  };
  return compare(ledger, opened + replies, rows, expected, await countKnown(database, 'tickets', ledger));
}

/** Compares what a yardstick has answered with its rows. */
export async function comparePlain(database: ClientConfig, ledger: Ledger): Promise<Compared> {
  const { opened } = ledger;
  const [rows = {}] = await ask<Counts>(database, PLAIN);
  const expected = { tickets: opened, numbers: opened, 'first messages': opened, 'events of tickets': opened };
  return compare(ledger, opened, rows, expected, await countKnown(database, 'ticket', ledger));
}

/** How many of the ids in answers are those of tickets. */
async function countKnown(database: ClientConfig, table: 'tickets' | 'ticket', { ids }: Ledger): Promise<number> {
  const [known] = await ask<{ count: string }>(
    database,
    `select count(distinct id) as count from unnest($1::int[]) as known (id) join ${table} using (id)`,
    [ids],
  );
  return Number(known?.count);
}

function compare(
  { ids, failures }: Ledger,
  successes: number,
  rows: Counts,
  expected: Counts,
  known: number,
): Compared {
  const isEqual = Object.entries(expected).every(([name, count]) => rows[name] === count);
  return { successes, rows, expected, equal: isEqual && known === ids.length && failures.length === 0, failures };
}
