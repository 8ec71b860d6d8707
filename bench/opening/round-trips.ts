import { type Started, startOurs } from '../servers';
import { guestCalls } from './calls';
import { untilFollowed } from './following';
import { median } from './results';
import { startSlowProxy } from './slow-proxy';
import type { Stage } from './stage';

const CALLS = 40;
/** So long that nothing else on a quiet machine takes half of it. */
const DELAY_MS = 150;

/**
 * Counts the round trips to the database that a guest's OpenTicket waits for, on a warm server of its own.
 *
 * The server also talks to its database on its own account: it indexes tickets, hands on events and writes mail, over the
 * same sessions. What counts is what a caller waits for, so the bench delays every answer of the database and sees how
 * much longer calls take.
 */
export async function countRoundTrips({ target, folder, desk, generate }: Stage, started: Started): Promise<number> {
  const proxy = await startSlowProxy(target);
  started.add(proxy.close);
  const url = `postgres://hatchdesk@127.0.0.1:${proxy.port}/ours`;
  const { port } = await startOurs(url, folder, 'counted-server', started);
  const callsWith = async (delay: number): Promise<number[]> => {
    proxy.delay(delay);
    const outcome = await generate({ port, ...guestCalls(), connections: 1, seconds: 60, requests: CALLS });
    proxy.delay(0);
    desk.ledger.add('guest', outcome);
    await untilFollowed(desk.database);
    return outcome.times;
  };
  await callsWith(0);
  return tripsOf(await callsWith(0), await callsWith(DELAY_MS), DELAY_MS);
}

/**
 * How often a call waited, on average, but for the slowest tenth: the machine may have held these up.
 *
 * @param usual what calls take, in milliseconds
 * @param delayed what they take if each wait is longer by `delay`
 */
export function tripsOf(usual: number[], delayed: number[], delay: number): number {
  const base = median(usual);
  const quicker = [...delayed].sort((one, other) => one - other).slice(0, Math.ceil(delayed.length * 0.9));
  const trips = quicker.map((time) => Math.max(0, Math.round((time - base) / delay)));
  return trips.reduce((sum, count) => sum + count, 0) / trips.length;
}
