import { setTimeout as sleep } from 'node:timers/promises';
import { CREDENTIAL } from '../servers';
import type { Answer, Client, Request } from './client';
import type { Judge } from './judge';
import { type Fate, fileOf, type Ledger, messageOf } from './ledger';

export interface Stage {
  client: Client;
  ledger: Ledger;
  judge: Judge;
  /** Headers by which each API knows its caller. */
  callers: Record<'keliweb' | 'socialboards' | 'helpdeskeddy', Record<string, string>>;
  /** Whether the soak is over, so that nothing is tried again. */
  isOver: () => boolean;
}

type Fields = Record<string, string>;

export const HATCH = '/includes/api.php';
const FILE_BYTES = [2_000, 40_000, 700_000];
/** A caller gives up repeating a call after this time. The server is back long before. */
const REPEAT_WITHIN_MS = 60_000;

export const form = (fields: Fields, headers: Fields = {}): Pick<Request, 'headers' | 'body'> => ({
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
});

export const json = (value: unknown, headers: Fields): Pick<Request, 'headers' | 'body'> => ({
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

export const hatch = (fields: Fields, headers: Fields = {}): Request => ({
  path: HATCH,
  ...form({ ...CREDENTIAL, responsetype: 'json', ...fields }, headers),
});

export async function ask({ client, judge }: Stage, request: Request): Promise<Answer | undefined> {
  const from = performance.now();
  try {
    const answer = await client.send(request);
    judge.answered(from, request, answer);
    return answer;
  } catch (error) {
    judge.unanswered(from, request, error as Error);
    return undefined;
  }
}

/** The id in a success of any API; undefined for a refusal. */
function idIn({ status, json }: Answer): number | undefined {
  if (status >= 300 || json === undefined || json.result === 'error') return undefined;
  const { data } = json;
  return Number(json.id ?? (typeof data === 'object' && data !== null ? (data as { id?: unknown }).id : data));
}

function fateOf(answer: Answer | undefined): Fate {
  if (answer === undefined || answer.status === 503) return 'unknown';
  return idIn(answer) === undefined ? 'refused' : 'acknowledged';
}

/** Nothing that is right may be refused. */
function mustSucceed({ judge }: Stage, request: Request, answer: Answer | undefined): void {
  if (fateOf(answer) === 'refused') judge.fault(`${request.path} refused a good call: ${answer?.text.slice(0, 300)}`);
}

export const guest = (subject: string): Fields => ({
  action: 'OpenTicket',
  deptid: '1',
  name: 'Ann Lee',
  email: 'ann.lee@example.com',
  subject,
  message: messageOf(subject),
});

export async function open(
  stage: Stage,
  group: string,
  request: (subject: string) => Request,
  file = 0,
): Promise<void> {
  const subject = stage.ledger.subject();
  const sent = request(subject);
  const answer = await ask(stage, sent);
  mustSucceed(stage, sent, answer);
  stage.ledger.opened(subject, group, { id: (answer && idIn(answer)) ?? 0, fate: fateOf(answer), file });
}

/** Repeats a call with an idempotency key until it is answered, and then once more, for the same answer. */
export async function openWithKey(stage: Stage): Promise<void> {
  const subject = stage.ledger.subject();
  const request = hatch(guest(subject), { 'Idempotency-Key': subject });
  const deadline = performance.now() + REPEAT_WITHIN_MS;
  let answer = await ask(stage, request);
  while (fateOf(answer) === 'unknown' && performance.now() < deadline && !stage.isOver()) {
    await sleep(100);
    answer = await ask(stage, request);
  }
  mustSucceed(stage, request, answer);
  stage.ledger.opened(subject, 'hatch', { id: (answer && idIn(answer)) ?? 0, fate: fateOf(answer), file: 0 });
  if (answer === undefined || fateOf(answer) !== 'acknowledged') return;
  const again = await ask(stage, request);
  if (again === undefined || again.status === 503) return;
  if (again.text !== answer.text) stage.judge.fault(`a repeated call was answered ${again.text}, not ${answer.text}`);
}

export async function openWithFile(stage: Stage): Promise<void> {
  const length = FILE_BYTES[Math.floor(Math.random() ** 3 * FILE_BYTES.length)] ?? 0;
  await open(
    stage,
    'hatch',
    (subject) => {
      const files = [{ name: 'report.txt', data: fileOf(subject, length).toString('base64') }];
      return hatch({ ...guest(subject), attachments: Buffer.from(JSON.stringify(files)).toString('base64') });
    },
    length,
  );
}

/** Nobody waits for the answer, so nobody knows whether the ticket is there. It must be whole or not at all. */
export async function openAndLeave(stage: Stage): Promise<void> {
  const subject = stage.ledger.subject();
  stage.ledger.opened(subject, 'hatch', { id: 0, fate: 'unknown', file: 0 });
  await stage.client.abandon(hatch(guest(subject)), Math.random() < 0.5 ? 1 : Math.random());
}

type Replying = (ticketId: number, message: string) => Request;

export async function reply(stage: Stage, group: string, request: Replying): Promise<void> {
  const ticketId = stage.ledger.ticketOf(group);
  if (ticketId === undefined) return;
  const message = `reply ${stage.ledger.subject()}`;
  const sent = request(ticketId, message);
  const answer = await ask(stage, sent);
  mustSucceed(stage, sent, answer);
  stage.ledger.replies.set(message, { ticketId, fate: fateOf(answer) });
}

export async function read(stage: Stage, request: Request): Promise<void> {
  mustSucceed(stage, request, await ask(stage, request));
}

export async function readTicket(stage: Stage, group: string, request: (id: number) => Request): Promise<void> {
  const id = stage.ledger.ticketOf(group);
  if (id !== undefined) await read(stage, request(id));
}

/** @param isRight whether the answer is the refusal that it must be */
export async function mustFail(stage: Stage, request: Request, isRight: (answer: Answer) => boolean): Promise<void> {
  const answer = await ask(stage, request);
  if (answer === undefined || answer.status === 503 || isRight(answer)) return;
  stage.judge.fault(`${request.path} answered a bad call with ${answer.status}: ${answer.text.slice(0, 300)}`);
}

export const is4xx = ({ status }: Answer): boolean => status >= 400 && status < 500;
