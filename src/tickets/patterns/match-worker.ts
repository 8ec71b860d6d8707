import { Worker } from 'node:worker_threads';

/** How long one match may take, and how often it may try: on a busy machine, time passes in which nothing runs. */
const LIMIT_MS = 20;
const ATTEMPTS = 3;

/** The worker is plain JavaScript in a string, so that it runs from the sources and from the compiled files. */
const WORKER = `
  const { parentPort } = require('node:worker_threads');
  const { createContext, Script } = require('node:vm');
  const matching = createContext({});
  const match = new Script('pattern.test(text)');
  const attempt = (pattern, text) => {
    Object.assign(matching, { pattern, text });
    for (let left = ${ATTEMPTS}; left > 0; left--) {
      try {
        return match.runInContext(matching, { timeout: ${LIMIT_MS} }) === true;
      } catch (error) {
        // Without the timeout's code, the pattern is too large to run at all.
        if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      }
    }
    return undefined;
  };
  parentPort.on('message', ({ id, source, flags, text }) => {
    let matched = false;
    try {
      matched = attempt(new RegExp(source, flags), text);
    } catch {}
    parentPort.postMessage({ id, matched });
  });
`;

/** A thread that matches patterns which can take long, so that they never block the server. */
export class MatchWorker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (matched: boolean | undefined) => void>();
  private lastId = 0;

  get load(): number {
    return this.waiting.size;
  }

  /** @returns whether the text matches; undefined if it could not be said in time */
  match(pattern: RegExp, text: string): Promise<boolean | undefined> {
    const worker = this.start();
    worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      worker.postMessage({ id, source: pattern.source, flags: pattern.flags, text });
    });
  }

  private start(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(WORKER, { eval: true });
    worker.unref();
    worker.on('message', ({ id, matched }: { id: number; matched: boolean | undefined }) => {
      this.waiting.get(id)?.(matched);
      this.waiting.delete(id);
      if (this.waiting.size === 0) worker.unref();
    });
    // Memory ran out, for example. What it was working on cannot be said, and the next match starts another thread.
    worker.on('exit', () => {
      for (const resolve of this.waiting.values()) resolve(undefined);
      this.waiting.clear();
      this.worker = undefined;
    });
    worker.on('error', () => {});
    this.worker = worker;
    return worker;
  }
}
