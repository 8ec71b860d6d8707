import type { Context } from '../calls/action';
import { countAnswers, countLately } from '../store/inbound/mail-log';
import { lockUntilCommit } from '../store/locks';

const MINUTE_MS = 60_000;

/** A program that no header shows may go on for ever. */
const MOST_TICKETS = { count: 10, withinMs: 15 * MINUTE_MS };
const MOST_ANSWERS = { count: 5, withinMs: 60 * MINUTE_MS };
const REFUSAL = { count: 1, withinMs: 60 * MINUTE_MS };

/** Counts what an address has caused lately. */
async function count({ db, now }: Pick<Context, 'db' | 'now'>, key: string) {
  // Of two processes that take mail of one address, the second counts what the first has taken.
  await lockUntilCommit(db, `mail from ${key}`);
  const since = ({ withinMs }: { withinMs: number }) => new Date(now.getTime() - withinMs);
  const times = { tickets: since(MOST_TICKETS), acknowledgements: since(MOST_ANSWERS), refusals: since(REFUSAL) };
  return countLately(db, key, times);
}

/**
 * Finds out whether an address may open another ticket, and whether that may be acknowledged.
 *
 * @param answeredKey the address that gets the acknowledgement, if it is another one
 */
export async function findBrake(context: Pick<Context, 'db' | 'now'>, key: string, answeredKey = key) {
  const { tickets, acknowledgements } = await count(context, key);
  const isOn = tickets >= MOST_TICKETS.count;
  const answers = answeredKey === key ? 0 : await countOf(context, answeredKey);
  return { isOn, mayAcknowledge: Math.max(acknowledgements, answers) < MOST_ANSWERS.count };
}

/** Counts what an address got because of anybody. Otherwise many senders could have one address flooded. */
async function countOf({ db, now }: Pick<Context, 'db' | 'now'>, answeredKey: string): Promise<number> {
  await lockUntilCommit(db, `mail answered to ${answeredKey}`);
  return countAnswers(db, answeredKey, new Date(now.getTime() - MOST_ANSWERS.withinMs));
}

/** Whether an address may get another automatic answer. */
export const mayBeAnswered = async (context: Pick<Context, 'db' | 'now'>, key: string): Promise<boolean> =>
  (await findBrake(context, key)).mayAcknowledge;

/** Whether an address may be told again that a mail was refused. */
export const mayBeRefused = async (context: Pick<Context, 'db' | 'now'>, key: string): Promise<boolean> =>
  (await count(context, key)).refusals < REFUSAL.count;
