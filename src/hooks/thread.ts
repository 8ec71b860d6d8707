import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { THREAD_CODE } from './thread-code';

/** The one hook that answers. All others are told what has happened. */
export const VALIDATION = 'TicketOpenValidation';

/** How a run ended. What is lost ended with its thread, through no fault of its own. */
type Ended =
  | { state: 'done' }
  | {
      state: 'failed' | 'late' | 'lost';
      text: string;
      /** Whether other hooks of the file came to their end, in this attempt or an earlier one. */
      isPart?: boolean;
    };

/** How a run ended, and what those of the file's hooks returned that came to their end, by their place in the file. */
export type Ran = Ended & { returned: ReadonlyMap<number, unknown> };

/** Nothing has returned. */
export const NOTHING_RETURNED: ReadonlyMap<number, unknown> = new Map();

/** Answers what a run asks the desk. */
export type AskDesk = (action: string, params: unknown, adminUsername?: string) => Promise<unknown>;

export interface ThreadParts {
  name: string;
  path: string;
  /** The variables of the environment that the hook sees. */
  environment: Record<string, string>;
  /** How long loading may take. */
  loadMs: number;
  /** Receives the lines that the hook prints. */
  onPrinted(line: string): void;
}

type Message =
  | { type: 'loaded'; events: string[] }
  | { type: 'unloadable' | 'broken'; text: string }
  | { type: 'hookRan'; run: number; place: number; returned: unknown }
  | { type: 'ran'; run: number }
  | { type: 'failed'; run: number; text: string }
  | {
      type: 'call';
      run: number;
      call: number;
      action: string;
      params: Record<string, unknown>;
      adminUsername?: string;
    };

interface Running {
  /** In terms of `performance.now()`. */
  since: number;
  ask: AskDesk;
  returned: Map<number, unknown>;
  except: readonly number[];
  end(ended: Ended): void;
}

interface Run {
  event: string;
  vars: object;
  /** The places of the hooks in the file that need not run. */
  except?: readonly number[];
}

/** A hook that needs more has a leak. Without a limit, it would take the whole server with it. */
const MOST_MEGABYTES = 256;
/** Longer texts would fill the log. */
const LONGEST_TEXT = 500;

/** A thread that has loaded one file of hooks. */
export class HookThread {
  private readonly running = new Map<number, Running>();
  private lastRun = 0;
  private isEnded = false;
  private brokenText: string | undefined;

  private constructor(
    private readonly worker: Worker,
    private readonly port: MessagePort,
    /** What the file's hooks want to be told. */
    readonly events: ReadonlySet<string>,
  ) {
    port.on('message', (message: Message) => this.receive(message));
    port.unref();
    worker.on('error', (error) => {
      this.brokenText ??= error.message.slice(0, LONGEST_TEXT);
    });
    worker.on('exit', () => this.lose());
    worker.unref();
  }

  /** Starts a thread. @throws Error saying where the file is wrong */
  static async start({ name, path, environment, loadMs, onPrinted }: ThreadParts): Promise<HookThread> {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(THREAD_CODE, {
      ...{ eval: true, name, env: environment, stdout: true, stderr: true },
      workerData: { name, url: pathToFileURL(path).href, answering: VALIDATION, port: port2 },
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    for (const printed of [worker.stdout, worker.stderr]) {
      createInterface({ input: printed }).on('line', (line) => onPrinted(line.slice(0, LONGEST_TEXT)));
    }
    const events = await loaded(worker, port1, name, loadMs).catch(async (error: unknown) => {
      await worker.terminate();
      port1.close();
      throw error;
    });
    return new HookThread(worker, port1, new Set(events));
  }

  get hasEnded(): boolean {
    return this.isEnded;
  }

  /** For how long the longest of its runs has gone on, in milliseconds. */
  get busyMs(): number {
    const [oldest] = this.running.values();
    return oldest === undefined ? 0 : performance.now() - oldest.since;
  }

  /**
   * Runs the hooks of one event, one after the other. One that throws keeps none behind it from running. If they take too
   * long, the thread ends, because nothing else ends an endless loop.
   *
   * @param signal ends the thread too
   */
  run({ event, vars, except = [] }: Run, ask: AskDesk, limitMs: number, signal?: AbortSignal): Promise<Ran> {
    const run = ++this.lastRun;
    return new Promise((resolve) => {
      const returned = new Map<number, unknown>();
      const giveUp = (ended: Ended): void => {
        if (!this.running.has(run)) return;
        end(ended);
        void this.end();
      };
      const timer = setTimeout(() => {
        // On a busy machine, a timer can run before messages that arrived long ago are read.
        this.readWhatArrived();
        giveUp({ state: 'late', text: `not done within ${inWords(limitMs)}` });
      }, limitMs);
      const onAbort = (): void => giveUp({ state: 'lost', text: 'the server stops' });
      const end = (ended: Ended): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.running.delete(run);
        resolve({ ...ended, returned });
      };
      this.running.set(run, { since: performance.now(), ask, returned, except, end });
      if (this.isEnded) return this.lose();
      signal?.addEventListener('abort', onAbort, { once: true });
      this.port.postMessage({ type: 'run', run, event, vars, except });
    });
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.worker.terminate();
    this.port.close();
  }

  private readWhatArrived(): void {
    for (let next = nextIn(this.port); next !== undefined; next = nextIn(this.port)) this.receive(next);
  }

  private receive(message: Message): void {
    if (message.type === 'broken') {
      this.brokenText = message.text.slice(0, LONGEST_TEXT);
      void this.worker.terminate();
    } else if (message.type === 'hookRan') {
      this.running.get(message.run)?.returned.set(message.place, message.returned);
    } else if (message.type === 'ran') {
      this.running.get(message.run)?.end({ state: 'done' });
    } else if (message.type === 'failed') {
      const running = this.running.get(message.run);
      const isPart = running !== undefined && running.returned.size + running.except.length > 0;
      running?.end({ state: 'failed', text: message.text.slice(0, LONGEST_TEXT), isPart });
    } else if (message.type === 'call') void this.answer(message);
  }

  private async answer({ run, call, action, params, adminUsername }: Message & { type: 'call' }): Promise<void> {
    const ask = this.running.get(run)?.ask;
    const answer =
      ask === undefined
        ? { result: 'error', message: 'This run of the hook has ended: await localAPI inside of run' }
        : await ask(String(action), params, adminUsername);
    if (!this.isEnded) this.port.postMessage({ type: 'answer', call, answer });
  }

  /** The thread is gone, and with it what it was running. If nobody ended it, one of these runs did. */
  private lose(): void {
    this.readWhatArrived();
    const ended: Ended = this.isEnded
      ? { state: 'lost', text: 'its thread was ended: another run took too long, or the file has changed' }
      : { state: 'failed', text: this.brokenText ?? 'it ended its thread' };
    this.isEnded = true;
    for (const { end } of this.running.values()) end(ended);
  }
}

const inWords = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

const nextIn = (port: MessagePort): Message | undefined =>
  (receiveMessageOnPort(port) as { message: Message } | undefined)?.message;

function loaded(worker: Worker, port: MessagePort, name: string, loadMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name}: not loaded within ${inWords(loadMs)}`)), loadMs);
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      then();
    };
    const read = (message: Message): void => {
      if (message.type === 'loaded') settle(() => resolve(message.events));
      else {
        const text = 'text' in message ? message.text : 'it asked the desk while it was loaded';
        settle(() => reject(new Error(text.slice(0, LONGEST_TEXT))));
      }
    };
    port.once('message', read);
    worker.once('error', (error) => settle(() => reject(new Error(`${name}: ${error.message}`))));
    worker.once('exit', () => {
      const last = nextIn(port);
      if (last !== undefined) read(last);
      settle(() => reject(new Error(`${name}: its thread ended while it was loaded`)));
    });
  });
}
