import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Find the first of the hashes that the password matches, or hash the password at a cost. */
export type HashJob = { password: string; hashes: readonly string[] } | { password: string; cost: number };

/** The worker is plain JavaScript in a string, so that it runs from the sources and from the compiled files. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.bcrypt).then(({ default: bcrypt }) => {
    parentPort.on('message', ({ id, password, hashes, cost }) => {
      const result = hashes === undefined
        ? bcrypt.hashSync(password, cost)
        : hashes.find((hash) => bcrypt.compareSync(password, hash));
      parentPort.postMessage({ id, result });
    });
  });
`;

/** A worker thread that starts with the first password, and keeps the process alive only while it works. */
export class HashWorker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  private lastId = 0;

  /** @returns the matching hash, if any; or the new one */
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
