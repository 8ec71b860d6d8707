import pino from 'pino';
import type { Later } from '../../src/mail/sending/later';
import { startMail } from '../../src/server/mail';
import { eventually } from '../support/eventually';
import { useMailServer } from '../support/mail-server';
import { useWorld } from '../support/world';

const mails = useMailServer();
const world = useWorld((config) => mails.configure(config));

const MINUTE_MS = 60_000;

/** A time that passes only when a test says so. */
class Hourglass {
  private now = 0;
  private waits: { at: number; run: () => void }[] = [];

  readonly later: Later = (run, ms) => {
    const wait = { at: this.now + ms, run };
    this.waits.push(wait);
    return () => {
      this.waits = this.waits.filter((other) => other !== wait);
    };
  };

  /** How many waits go on. */
  get waiting(): number {
    return this.waits.length;
  }

  pass(ms: number): void {
    this.now += ms;
    const over = this.waits.filter(({ at }) => at <= this.now);
    this.waits = this.waits.filter(({ at }) => at > this.now);
    for (const { run } of over) run();
  }
}

let glass: Hourglass;
let mail: ReturnType<typeof startMail>;
/** The subjects of mails that the server has and doesn't answer. */
let held: string[];

beforeEach(() => {
  held = [];
  mails.manners.mail = (raw) => {
    const subject = /^Subject: (.*)\r$/m.exec(raw)?.[1] ?? '';
    if (!subject.startsWith('Held')) return undefined;
    held.push(subject);
    return new Promise(() => {});
  };
  glass = new Hourglass();
  mail = startMail(world.desk, pino({ level: 'silent' }), () => false, glass.later);
});

afterEach(() => mail.stop());

/** Queues a mail. @returns its id */
async function queue(subject: string): Promise<number> {
  const { clientId } = await world.client();
  const { emailid } = await world.done('SendEmail', {
    ...{ customtype: 'general', customsubject: subject, custommessage: '<p>Hi</p>', id: clientId },
  });
  return Number(emailid);
}

const hasState = (id: number, status: string) =>
  eventually(
    async () => (await world.rows('select 1 from emails where id = $1 and status = $2', [id, status])).length > 0,
  );

const IN_DOUBT = 'The mail server did not answer in time after it began to take this mail, which may have arrived';

async function isInDoubt(id: number): Promise<void> {
  await hasState(id, 'deferred');
  expect(await world.rows('select failure_reason from emails where id = $1', [id])).toEqual([
    { failure_reason: IN_DOUBT },
  ]);
}

test('a mail server has ten minutes to examine a mail', async () => {
  const id = await queue('Held alone');
  await eventually(() => held.length === 1);
  for (let minute = 1; minute < 10; minute++) {
    glass.pass(MINUTE_MS);
    expect([minute, glass.waiting]).toEqual([minute, 1]);
  }
  glass.pass(MINUTE_MS);
  expect(glass.waiting).toBe(0);
  await isInDoubt(id);
});

test('one that takes later mails meanwhile has two minutes', async () => {
  const id = await queue('Held before another');
  await eventually(() => held.length === 1);
  await hasState(await queue('Taken'), 'sent');
  glass.pass(MINUTE_MS);
  expect(glass.waiting).toBe(1);
  glass.pass(MINUTE_MS);
  expect(glass.waiting).toBe(0);
  await isInDoubt(id);
});

test('mails that were taken before count for nothing', async () => {
  await hasState(await queue('Taken'), 'sent');
  await queue('Held after another');
  await eventually(() => held.length === 1);
  glass.pass(MINUTE_MS);
  glass.pass(MINUTE_MS);
  expect(glass.waiting).toBe(1);
});

test('while mails wait for a connection, it has one minute', async () => {
  // One more than there are connections.
  const ids = await Promise.all(['Held a', 'Held b', 'Held c', 'Held d'].map(queue));
  await eventually(() => held.length === 3 && glass.waiting === 4);
  glass.pass(MINUTE_MS - 1);
  expect(glass.waiting).toBe(4);
  glass.pass(1);
  await eventually(() => held.length === 4);
  const first = held.slice(0, 3);
  for (const [index, subject] of ['Held a', 'Held b', 'Held c', 'Held d'].entries()) {
    if (first.includes(subject)) await isInDoubt(ids[index] ?? 0);
  }
});
