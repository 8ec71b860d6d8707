import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf } from '../opening/cpu';
import { ask, type Started } from '../servers';
import { createDesk, type Stage } from './desk';
import { Sink } from './sink';

const TARGET = 500;

/** Measures how many mails a second go to a mail server on this machine. @returns whether they are enough */
export async function rate(stage: Stage, mails: number, started: Started): Promise<boolean> {
  const sink = new Sink('fast');
  started.add(() => sink.close());
  const { database, start } = await createDesk(stage, 'mail_rate', await sink.listen());
  const { pid } = await start(started);
  const [row] = await ask<{ folder: string }>(database, `select current_setting('data_directory') as folder`);
  const postgres = Number(readFileSync(join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const cpu = () => [cpuOf(pid) ?? 0, cpuOf(postgres) ?? 0] as const;
  await ask(
    database,
    `insert into emails (recipients, subject, body, plain, from_address, created_at, updated_at)
     select '[{"name": "Ann", "address": "ann@example.com"}]', 'Lamp ' || n, repeat('<p>It is out.</p>', 50),
       repeat('It is out. ', 50), 'desk@example.com', now(), now() from generate_series(1, $1::int) n`,
    [mails],
  );
  const began = performance.now();
  const before = cpu();
  while (sink.taken < mails) await sleep(20);
  const perSecond = mails / ((performance.now() - began) / 1_000);
  const [node, ours] = cpu().map((now, place) => ((now - (before[place] ?? 0)) / mails).toFixed(2));
  console.log(`${mails} mails, ${stage.pool} connections: ${perSecond.toFixed(0)} a second`);
  console.log(`CPU time of each: Node.js ${node} ms, PostgreSQL ${ours} ms`);
  return perSecond >= TARGET;
}
