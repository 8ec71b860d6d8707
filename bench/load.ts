/**
 * The load generator, in its own process so that it shares neither event loop nor memory with what it measures.
 *
 * It speaks just enough HTTP/1.1 on bare sockets to keep a connection alive and to find the end of an answer, because
 * on a small machine its CPU time is taken from the servers.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Job {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** Sent in turn. */
  bodies: string[];
  connections: number;
  /** The job ends after this many seconds or `requests`, whichever comes first, once every answer has arrived. */
  seconds: number;
  requests?: number;
}

const MOST_TIMES = 1_000;

export interface Outcome {
  successes: number;
  /** The ids of new tickets. */
  ids: string[];
  failures: string[];
  seconds: number;
  p50: number;
  p99: number;
  /** What the calls took in milliseconds, if the job had so few that they can be looked at one by one. */
  times: number[];
}

/** A connection that carries one request at a time. */
class Connection {
  private received = '';
  private answered: ((answer: string) => void) | undefined;
  private failed: ((error: Error) => void) | undefined;
  private readonly socket: Socket;

  constructor(port: number) {
    const callback = (length: number, buffer: Uint8Array): boolean => {
      this.receive((buffer as Buffer).toString('latin1', 0, length));
      return true;
    };
    const onread = { buffer: Buffer.alloc(16_384), callback };
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true, onread });
    this.socket.on('error', (error) => this.failed?.(error));
    this.socket.on('close', () => this.failed?.(new Error('the server closed the connection')));
  }

  async open(): Promise<this> {
    await once(this.socket, 'connect');
    return this;
  }

  ask(request: Buffer): Promise<string> {
    this.socket.write(request);
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(text: string): void {
    this.received += text;
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.received.slice(0, head))?.[1]);
    if (this.received.length < head + 4 + length) return;
    const answer = this.received;
    this.received = '';
    this.answered?.(answer);
  }
}

/** A request as PHP's curl writes it. */
function requestOf({ port, path, headers }: Job, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Accept: */*',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * The id of the new ticket in an answer of any of the APIs; undefined if it is the answer to a reply.
 *
 * @throws Error with the whole answer unless it is a success.
 */
function idOf(answer: string): string | undefined {
  const { result, id, data, errorCode } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  const isDone = result === 'success' || errorCode === -1 || data?.id > 0;
  if (!isDone || !/^HTTP\/1\.1 20[01] /.test(answer)) throw new Error(answer);
  const found = id ?? data?.id ?? data;
  return found === undefined ? undefined : String(found);
}

async function run(job: Job): Promise<Outcome> {
  const requests = job.bodies.map((body) => requestOf(job, body));
  const opening = Array.from({ length: job.connections }, () => new Connection(job.port).open());
  const connections = await Promise.all(opening);
  const most = job.requests ?? Number.POSITIVE_INFINITY;
  const ids: string[] = [];
  const failures: string[] = [];
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + job.seconds * 1000;
  let sent = 0;
  let successes = 0;

  const ask = async (connection: Connection): Promise<void> => {
    for (let asked = performance.now(); asked < end && sent < most; ) {
      const answer = await connection.ask(requests[sent++ % requests.length] as Buffer);
      const now = performance.now();
      latencies.push(now - asked);
      asked = now;
      const id = idOf(answer);
      successes++;
      if (id !== undefined) ids.push(id);
    }
  };
  await Promise.all(connections.map((connection) => ask(connection).catch((error) => failures.push(String(error)))));
  const seconds = (performance.now() - started) / 1000;
  for (const connection of connections) connection.close();

  latencies.sort((one, other) => one - other);
  const percentile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  const times = latencies.length > MOST_TIMES ? [] : latencies;
  return { successes, ids, failures, seconds, p50: percentile(0.5), p99: percentile(0.99), times };
}

process.on('message', async (job: Job) => {
  process.send?.(await run(job));
});
process.on('disconnect', () => process.exit());
