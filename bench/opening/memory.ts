import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CREDENTIAL,
  createDatabase,
  makeFolder,
  type RunningServer,
  type Started,
  startGenerator,
  startOurs,
  startPostgres,
} from '../servers';
import { guestCalls } from './calls';
import { untilFollowed } from './following';

const CALLERS = 32;
/** As large as files may be, and a little less. */
const FILE = { bytes: 10_000_000, perCall: 3 };
/** How long the callers try. */
const UPLOAD_MS = 120_000;
const CALLS = { steps: 10, perStep: 20_000 };
/** A slow machine makes fewer calls instead of taking longer. */
const LONGEST_S = 300;

/** What the memory of our server was. */
export interface Memory {
  callers: number;
  mbEach: number;
  /** How many of them succeeded. */
  taken: number;
  /** At its peak while they sent. */
  peakMb: number;
  calls: number;
  /** After each step. */
  afterMb: number[];
  /** The last of these, of the second. */
  growth: number;
}

/**
 * Measures our server's memory: while 32 callers send 30 MB each, and over 200,000 calls. Linux only.
 *
 * The calls also cause mails, which are written while they go on, and for some seconds longer.
 */
export async function measureMemory(started: Started, progress: (text: string) => void): Promise<Memory> {
  progress('memory: starting PostgreSQL and the server');
  const folder = makeFolder(started);
  const postgres = await startPostgres(folder, CALLERS, started);
  const database = await createDatabase(postgres, 'ours');
  const url = `postgres:///ours?${new URLSearchParams({ host: postgres.host, user: postgres.user })}`;
  const server = await startOurs(url, folder, 'memory-server', started);

  progress('memory: sending large files');
  const upload = multipart();
  const refusals = await Promise.all(Array.from({ length: CALLERS }, () => sendUntilTaken(server, upload)));
  const peakMb = megabytes(server, 'VmHWM');

  const generate = startGenerator(started);
  const afterMb: number[] = [];
  const end = performance.now() + LONGEST_S * 1000;
  while (afterMb.length < CALLS.steps && performance.now() < end) {
    progress(`memory: opening tickets, ${afterMb.length * CALLS.perStep} of ${CALLS.steps * CALLS.perStep} done`);
    const job = { port: server.port, ...guestCalls(), connections: CALLERS };
    const { failures } = await generate({ ...job, seconds: LONGEST_S, requests: CALLS.perStep });
    if (failures[0] !== undefined) throw new Error(failures[0]);
    if (afterMb.length === CALLS.steps - 1) await untilFollowed(database);
    afterMb.push(megabytes(server, 'VmRSS'));
  }
  return {
    callers: CALLERS,
    mbEach: (FILE.perCall * FILE.bytes) / 1e6,
    taken: refusals.filter((refused) => refused !== undefined).length,
    peakMb,
    calls: afterMb.length * CALLS.perStep,
    afterMb,
    growth: afterMb.length < 3 ? Number.NaN : (afterMb.at(-1) ?? Number.NaN) / (afterMb[1] ?? Number.NaN),
  };
}

const BOUNDARY = 'hatchdesk-bench';

/** A guest's ticket with files, as PHP's curl writes it. */
function multipart(): Buffer {
  const fields = { action: 'OpenTicket', ...CREDENTIAL, responsetype: 'json', deptid: '1', subject: 'Large files' };
  const all = { ...fields, name: 'Ann Lee', email: 'ann.lee@example.com', message: 'See the files.' };
  const part = (head: string): string => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n`;
  const texts = Object.entries(all).map(([name, value]) => Buffer.from(`${part(`name="${name}"`)}\r\n${value}\r\n`));
  const files = Array.from({ length: FILE.perCall }, (_, at) => [
    Buffer.from(`${part(`name="attachments[${at}]"; filename="photo${at}.png"`)}Content-Type: image/png\r\n\r\n`),
    Buffer.alloc(FILE.bytes, at + 1),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...texts, ...files.flat(), Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** Refusals as busy, and those of a machine that can't keep up with all callers. */
const TRANSIENT = /try again|too slowly|ended before/;

/**
 * Sends a call until it succeeds or time is up. Like a caller should that is refused as busy, it pauses longer each time.
 *
 * @returns how often it was refused before; undefined if it never succeeded
 */
async function sendUntilTaken({ port }: RunningServer, body: Buffer): Promise<number | undefined> {
  const end = performance.now() + UPLOAD_MS;
  for (let refused = 0; performance.now() < end; refused++) {
    const headers = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
    const sent = fetch(`http://127.0.0.1:${port}/includes/api.php`, { method: 'POST', headers, body });
    // A server that refuses a body while it is being sent may close the connection before the answer is read.
    const answer = await sent.then(
      (response) => response.text(),
      () => 'try again',
    );
    if (answer.includes('"success"')) return refused;
    if (!TRANSIENT.test(answer)) throw new Error(answer);
    await sleep(Math.random() * 250 * 2 ** Math.min(refused, 7));
  }
  return undefined;
}

/** A figure of /proc about a process. @throws Error where there is no /proc */
function megabytes({ pid }: RunningServer, name: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
}
