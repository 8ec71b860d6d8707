import { type Desk, until } from './desk';
import { Receiver } from './receivers';

/** Measures how many deliveries a process makes in a second. */
export async function rate(desk: Desk, events: number): Promise<boolean> {
  const receiver = new Receiver();
  await desk.call('AddWebhook', { url: await receiver.start() });
  const clock = await desk.startClock();
  const began = performance.now();
  const recording = desk.record(events, 1);
  await until(() => receiver.times.size >= events, 3_600);
  await recording;
  const seconds = (performance.now() - began) / 1000;
  const perSecond = receiver.times.size / seconds;
  console.log(`${receiver.times.size} deliveries in ${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} per second`);
  const { server, postgres } = clock();
  console.log(
    `CPU time of each: Node.js ${(server / events).toFixed(2)} ms, PostgreSQL ${(postgres / events).toFixed(2)} ms`,
  );
  receiver.stop();
  return perSecond >= 1000;
}
