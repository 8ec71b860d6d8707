import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Plan } from './plan';

/** Find the first of the plans whose hash the password matches, or hash the password at a cost. */
export type HashJob = { password: string; plans: readonly Plan[] } | { password: string; cost: number };

/** The hash that a password matched, and the one that is to take its place, if any. */
export interface Matched {
  hash: string;
  better: string | undefined;
}

/** The worker is plain JavaScript in a string, so that it runs from the sources and from the compiled files. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.bcrypt).then(({ default: bcrypt }) => {
    const matches = (password, { isRight, tries, padding }) => {
      if (isRight || tries.some(([text, hash]) => bcrypt.compareSync(text, hash))) return true;
      for (const hash of padding) bcrypt.compareSync(password, hash);
      return false;
    };
    const renew = (password, renewal) =>
      renewal && bcrypt.hashSync(password, renewal.prefix + bcrypt.genSaltSync(renewal.cost).slice(3));
    parentPort.on('message', ({ id, password, plans, cost }) => {
      if (plans === undefined) {
        parentPort.postMessage({ id, result: bcrypt.hashSync(password, cost) });
        return;
      }
      const plan = plans.find((plan) => matches(password, plan));
      const result = plan && { hash: plan.hash, better: renew(password, plan.renewal) };
      parentPort.postMessage({ id, result });
    });
  });
`;

/** A worker thread that starts with the first password, and keeps the process alive only while it works. */
export class HashWorker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  private lastId = 0;

  /** @returns {@link Matched}, undefined for a wrong password; or the new hash */
  run(job: HashJob): Promise<unknown> {
    const worker = this.start();
    worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...job });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    if (this.worker !== undefined) return this.worker;
    const bcrypt = pathToFileURL(require.resolve('bcryptjs')).href;
    const worker = new Worker(WORKER, { eval: true, workerData: { bcrypt } });
    worker.on('message', ({ id, result }: { id: number; result: unknown }) => {
      this.waiting.get(id)?.resolve(result);
      this.waiting.delete(id);
      if (this.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => {
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
      this.worker = undefined;
    });
    this.worker = worker;
    return worker;
  }
}
