import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Started } from '../servers';
import { createDesk, openTicket, type Stage } from './desk';
import { Sink } from './sink';

const CALLERS = 8;
/** What a killed process was sending is sent again after two and a half minutes. */
const LONGEST_MS = 3_600_000;
/** A process claims as many mails for each connection. */
const CLAIMED = 2;

/**
 * Opens tickets, whose requesters get mail, while the server is killed again and again.
 *
 * @returns whether each ticket has its mail, no other has one, and few came twice
 */
export async function kills(
  stage: Stage,
  { mails, kills: count }: { mails: number; kills: number },
  started: Started,
): Promise<boolean> {
  const sink = new Sink('fast');
  started.add(() => sink.close());
  const desk = await createDesk(stage, 'mail_kills', await sink.listen());
  const received = new Map<string, { id: string; digest: string }[]>();
  sink.onMail = (mail) => {
    const subject = /^Subject: .*\] (\S+)\r?$/m.exec(mail)?.[1] ?? '';
    const id = /^Message-ID: (\S+)\r?$/im.exec(mail)?.[1] ?? '';
    const digest = createHash('sha256').update(mail).digest('hex');
    received.set(subject, [...(received.get(subject) ?? []), { id, digest }]);
  };
  let server = await desk.start(started);
  const opened = new Set<string>();
  let tried = 0;
  const call = async () => {
    while (opened.size < mails) {
      const subject = `lamp-${tried++}`;
      await openTicket(server.port, subject).then(
        () => opened.add(subject),
        // The server was killed: nobody knows whether the ticket was opened.
        () => sleep(100),
      );
    }
  };
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(0);
  const calling = Promise.all(Array.from({ length: CALLERS }, call));
  for (let killed = 1; killed <= count; killed++) {
    while (received.size < (killed * mails) / (count + 1)) await sleep(5);
    process.kill(server.pid, 'SIGKILL');
    server = await desk.start(started);
    console.log(`kill ${killed} of ${count}: ${opened.size} tickets, ${received.size} mails, ${seconds()} s`);
  }
  await calling;
  const pending = `select 1 from emails where status in ('waiting', 'deferred')
    union all select 1 from deliveries where listener = 'mail' and state in ('waiting', 'retrying')
    union all select 1 from outbox o, event_cursor c where o.id > c.floor and not pg_visible_in_snapshot(o.xid, c.seen)
    limit 1`;
  while ((await ask(desk.database, pending)).length > 0 && performance.now() - began < LONGEST_MS) await sleep(1_000);
  const subjects = await ask<{ subject: string }>(desk.database, 'select subject from tickets');
  const known = new Set(subjects.map(({ subject }) => subject));
  const lost = [...known].filter((subject) => !received.has(subject)).length;
  const unopened = [...opened].filter((subject) => !known.has(subject)).length;
  const strangers = [...received.keys()].filter((subject) => !known.has(subject)).length;
  const twice = [...received.values()].filter((same) => same.length > 1);
  const different = twice.filter((same) => new Set(same.map(({ id, digest }) => id + digest)).size > 1).length;
  const most = count * stage.pool * CLAIMED;
  console.log(`${known.size} tickets, ${received.size} of them with mail, ${count} kills, ${seconds()} s`);
  console.log(`answered tickets that are gone ${unopened}, without mail ${lost}, mail about no ticket ${strangers}`);
  console.log(`sent twice ${twice.length} (at most ${most}), of which not the same mail ${different}`);
  return lost + unopened + strangers + different === 0 && twice.length <= most && known.size >= mails;
}
