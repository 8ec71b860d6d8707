import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadingLimits, ReceivedMail } from './mail';
import { readHeadersOnly } from './read-here';

/**
 * How long reading one mail may take, by the clock and in processor time: a machine that has other work to do is no
 * reason to leave a mail unread.
 */
const MOST_MS = 5_000;
/** By the clock alone, however busy the machine is. */
const MOST_WAITING_MS = 60_000;
const LOOK_MS = 250;
/** How long starting a thread may take, on a machine that is busy. */
const MOST_STARTING_MS = 30_000;
const MOST_MEGABYTES = 256;

/**
 * The thread's code is plain JavaScript in a string, so that it runs from the sources and from the compiled files. Only
 * the sources need something that reads TypeScript.
 */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  if (workerData.typescript !== null) require(workerData.typescript);
  const { readHere } = require(workerData.module);
  parentPort.on('message', ({ raw, limits }) => {
    const mail = readHere(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), limits);
    // Handing on a piece of the mail would hand on all of it.
    const files = mail.files.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
    parentPort.postMessage({ mail: { ...mail, files } }, files.map(({ content }) => content.buffer));
  });
  parentPort.postMessage({ isReady: true });
`;

const isSource = __filename.endsWith('.ts');

type Message = { isReady: true } | { mail: ReceivedMail };

/** The mail that is read last: one at a time, because each may take much memory. */
let last: Promise<unknown> = Promise.resolve();

/** A thread that waits for the next mail. It does not keep the process alive. */
let idle: Worker | null = null;

/**
 * Reads a mail in another thread. If that takes too long or too much, only its headers are read.
 *
 * @param mostMs how long reading may take, by the clock and in processor time, once the thread has started.
 * @returns what is readable, as `readHere` does.
 */
export function readAside(raw: Buffer, limits: ReadingLimits, mostMs = MOST_MS): Promise<ReceivedMail> {
  const reading = last.then(() => readInThread(raw, limits, mostMs));
  last = reading;
  return reading;
}

function startThread(): Worker {
  return new Worker(THREAD, {
    eval: true,
    workerData: {
      module: join(__dirname, `read-here${isSource ? '.ts' : '.js'}`),
      typescript: isSource ? require.resolve('tsx/cjs') : null,
    },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
}

function readInThread(raw: Buffer, limits: ReadingLimits, mostMs: number): Promise<ReceivedMail> {
  const waiting = idle;
  const worker = waiting ?? startThread();
  idle = null;
  worker.ref();
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => end(null), MOST_STARTING_MS + MOST_WAITING_MS);
    let look: NodeJS.Timeout | undefined;
    const end = (mail: ReceivedMail | null): void => {
      clearTimeout(giveUp);
      clearTimeout(look);
      // Not all of them: Node.js has its own.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      if (mail === null) void worker.terminate();
      else rest(worker);
      resolve(mail === null ? readHeadersOnly(raw) : withBuffers(mail));
    };
    const send = (): void => {
      const before = process.cpuUsage();
      const lookAgain = (): void => {
        const { user, system } = process.cpuUsage(before);
        if ((user + system) / 1_000 >= mostMs) end(null);
        else look = setTimeout(lookAgain, LOOK_MS);
      };
      look = setTimeout(lookAgain, mostMs);
      const copy = new Uint8Array(raw);
      worker.postMessage({ raw: copy, limits }, [copy.buffer]);
    };
    worker.on('message', (message: Message) => ('mail' in message ? end(message.mail) : send()));
    worker.once('error', () => end(null));
    worker.once('exit', () => end(null));
    if (waiting !== null) send();
  });
}

/** Lets a thread wait for the next mail. */
function rest(worker: Worker): void {
  const forget = (): void => {
    if (idle === worker) idle = null;
  };
  worker.once('error', forget);
  worker.once('exit', forget);
  worker.unref();
  idle = worker;
}

/** Between threads, a Buffer becomes a plain array of bytes. */
const withBuffers = (mail: ReceivedMail): ReceivedMail => ({
  ...mail,
  files: mail.files.map((file) => {
    const { buffer, byteOffset, byteLength } = file.content;
    return { ...file, content: Buffer.from(buffer, byteOffset, byteLength) };
  }),
});
