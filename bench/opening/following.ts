import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { Cpu } from './cpu';

/** How long a turn lets the desk write mail: long enough for a few hundred. */
const MAIL_MS = 3_000;
const LEAST_MAILS = 200;
/** When to give up on a desk that does nothing more. */
const LONGEST_MS = 60_000;
const LOOK_EVERY_MS = 100;

const PENDING = `state in ('waiting', 'retrying')`;

/** What is left of the mail that calls cause, once the bench has waited for it. */
export interface Following {
  /** The events whose mails were written while nothing else happened. */
  written: number;
  /** The events whose mails were not waited for: they are never written. */
  removed: number;
  /** CPU time while those were written. */
  used: Cpu;
}

/**
 * Waits until a desk has done what calls leave to be done after the answer: new tickets are indexed for searches, their
 * events are numbered and handed on, and their mails are written.
 *
 * Writing a mail takes as long as several tickets, so after a turn at full speed it would take longer than everything
 * else. After a few seconds, the bench removes what still waits. Whoever wants to know what all mails would have cost takes
 * `used` for each that was written.
 *
 * @param cpu reads CPU times; by default, none
 * @throws Error if the desk does nothing for a minute
 */
export async function untilFollowed(
  database: ClientConfig,
  cpu: () => Cpu = () => ({ server: Number.NaN, postgres: Number.NaN }),
): Promise<Following> {
  const client = new Client(database);
  await client.connect();
  try {
    await until(async () => !(await isAnythingNew(client)), 'indexes new tickets and numbers events');
    const before = { cpu: cpu(), waiting: await countPending(client) };
    const begun = performance.now();
    let waiting = before.waiting;
    await until(async () => {
      waiting = await countPending(client);
      const isEnough = performance.now() - begun > MAIL_MS && before.waiting - waiting >= LEAST_MAILS;
      return waiting === 0 || isEnough;
    }, 'writes mail');
    const after = cpu();
    const used = { server: after.server - before.cpu.server, postgres: after.postgres - before.cpu.postgres };
    const removed = waiting === 0 ? 0 : await removeWaiting(client);
    await until(async () => (await countPending(client)) === 0, 'finishes its mail');
    return { written: before.waiting - waiting, removed, used };
  } finally {
    await client.end();
  }
}

/** Whether a ticket is marked to be indexed, or an event is not numbered yet. */
async function isAnythingNew(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select exists (select from search_marks) or exists (
       select from event_cursor c join outbox o on o.id > c.floor and not pg_visible_in_snapshot(o.xid, c.seen)) as new`,
  );
  return rows[0].new;
}

async function countPending(client: Client): Promise<number> {
  const { rows } = await client.query(`select count(*)::int as count from deliveries where ${PENDING}`);
  return rows[0].count;
}

async function removeWaiting(client: Client): Promise<number> {
  const { rowCount } = await client.query(`delete from deliveries where ${PENDING} and claimed_by is null`);
  return rowCount ?? 0;
}

async function until(isDone: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!(await isDone())) {
    if (performance.now() > end) throw new Error(`Hatchdesk no longer ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}
