import { type Desk, until } from './desk';
import { Receiver } from './receivers';

const EVENTS_PER_TICKET = 10;
/** Long enough between two kills on any machine. */
const LONGEST_S = 3_600;

/** Delivers through kills of the server, and checks that every event came, in the order of its ticket. */
export async function kills(desk: Desk, events: number, count: number): Promise<boolean> {
  const receivers = [new Receiver(), new Receiver(), new Receiver()];
  for (const receiver of receivers) await desk.call('AddWebhook', { url: await receiver.start(), payload: 'full' });
  const began = performance.now();
  await desk.record(events, EVENTS_PER_TICKET);
  const came = () => receivers.reduce((sum, { times }) => sum + times.size, 0);
  for (let killed = 1; killed <= count; killed++) {
    await until(() => came() >= (killed * 3 * events) / (count + 1), LONGEST_S);
    desk.kill();
    await desk.start();
    console.log(
      `kill ${killed} of ${count}: ${came()} of ${3 * events} came, ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
  }
  const isDone = await until(() => came() >= 3 * events, LONGEST_S);
  const seconds = (performance.now() - began) / 1000;
  // What is under way at the end may still come a second time.
  await until(
    async () => (await desk.ask('select 1 from deliveries where claimed_by is not null limit 1')).length === 0,
    60,
  );
  const missing = 3 * events - came();
  const outOfOrder = receivers.reduce((sum, receiver) => sum + receiver.outOfOrder, 0);
  const repeated = receivers.map((receiver) => receiver.repeated);
  console.log(`${3 * events} deliveries through ${count} kills in ${seconds.toFixed(0)} s`);
  console.log(`missing ${missing}, out of order ${outOfOrder}, sent twice ${repeated.join(' + ')}`);
  console.log(`under way at a kill: at most 20 to each receiver, so at most ${20 * count} each may be sent twice`);
  for (const receiver of receivers) receiver.stop();
  return isDone && missing === 0 && outOfOrder === 0 && repeated.every((times) => times <= 20 * count);
}
