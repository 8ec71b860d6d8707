import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from '../servers';
import { createDesk, openTicket, type Stage } from './desk';
import { MANNERS, type Manner, Sink } from './sink';

const MOST_MS = 5;

/** What is compared: a server with one kind of mail server, and how long its calls took. */
interface Turn {
  manner: Manner;
  sink: Sink;
  port: number;
  times: number[];
}

/**
 * Measures how long OpenTicket takes without a mail server, and while it is fast, slow, hangs, refuses or is down. They
 * take turns, because the machine is not equally busy all the time.
 *
 * @returns whether the 95th percentile grows little enough
 */
export async function openings(
  stage: Stage,
  { callers, rounds, seconds }: { callers: number; rounds: number; seconds: number },
  started: Started,
): Promise<boolean> {
  const turns: Turn[] = [];
  for (const manner of MANNERS) {
    const sink = new Sink(manner);
    started.add(() => sink.close());
    const desk = await createDesk(stage, `mail_${manner}`, manner === 'none' ? undefined : await sink.listen());
    const { port } = await desk.start(started);
    turns.push({ manner, sink, port, times: [] });
    await openTickets(port, callers, 2);
  }
  for (let round = 0; round < rounds; round++) {
    const first = round % turns.length;
    for (const { port, times } of [...turns.slice(first), ...turns.slice(0, first)]) {
      times.push(...(await openTickets(port, callers, seconds)));
    }
  }
  const p95 = new Map(turns.map(({ manner, times }) => [manner, percentile(times, 0.95)]));
  console.log(`OpenTicket, ${rounds} turns of ${seconds} s for each, ${callers} callers`);
  for (const { manner, times, sink } of turns) {
    const [middle, late] = [percentile(times, 0.5), p95.get(manner) ?? 0].map((ms) => ms.toFixed(1));
    console.log(
      `  mail server ${manner}: p50 ${middle} ms, p95 ${late} ms, ${times.length} tickets, ${sink.taken} mails`,
    );
  }
  const best = Math.max(p95.get('none') ?? 0, p95.get('fast') ?? 0);
  const worst = Math.max(...p95.values());
  console.log(`p95 grows by ${(worst - best).toFixed(1)} ms, and may by ${MOST_MS}`);
  return worst - best <= MOST_MS;
}

/** Opens tickets for a while. @returns how long each took */
async function openTickets(port: number, callers: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await openTicket(port, 'Lamp');
        times.push(performance.now() - began);
        // Spread out, as people are.
        await sleep(20);
      }
    }),
  );
  return times;
}

const percentile = (times: number[], part: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? Number.POSITIVE_INFINITY;
