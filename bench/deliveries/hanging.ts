import { setTimeout as sleep } from 'node:timers/promises';
import { type Desk, until } from './desk';
import { Receiver } from './receivers';

/** Measures how long an event takes to one receiver while all others hang. */
export async function hanging(desk: Desk, receivers: number, tickets: number): Promise<boolean> {
  const silent = new Receiver(true);
  const url = await silent.start();
  for (let index = 1; index < receivers; index++) await desk.call('AddWebhook', { url: `${url}${index}` });
  const quick = new Receiver();
  await desk.call('AddWebhook', { url: await quick.start() });
  const opened = new Map<number, number>();
  const took: number[] = [];
  quick.onArrival = ({ ticket }) => {
    const at = opened.get(ticket);
    if (at !== undefined) took.push(performance.now() - at);
  };
  for (let index = 0; index < tickets; index++) {
    const fields = { deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'Subject', message: 'Message' };
    const { id } = await desk.call('OpenTicket', fields);
    // The answer is the first that the caller knows of the ticket.
    if (!opened.has(Number(id))) opened.set(Number(id), performance.now());
    await sleep(50);
  }
  await until(() => quick.times.size >= tickets, 60);
  took.sort((one, other) => one - other);
  const p95 = took[Math.floor(took.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  console.log(`${tickets} tickets, ${receivers - 1} of ${receivers} receivers hang: ${quick.times.size} came`);
  console.log(
    `from the answer to the webhook: median ${took[took.length >> 1]?.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
  );
  quick.stop();
  silent.stop();
  return quick.times.size === tickets && p95 <= 1000;
}
