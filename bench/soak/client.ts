import { Agent, request as begin } from 'node:http';
import { connect } from 'node:net';

export interface Request {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** undefined unless the answer is JSON */
  json: Record<string, unknown> | undefined;
}

/** Longer than the server's own limits, so that no answer within this time is a fault of the server. */
const PATIENCE_MS = 30_000;

/** Sends calls over connections that stay open. */
export class Client {
  private agent = new Agent({ keepAlive: true });

  constructor(private readonly port: number) {}

  /** @throws Error if no whole answer comes */
  send({ path, method = 'POST', headers = {}, body }: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
      const options = { host: '127.0.0.1', port: this.port, path, method, agent: this.agent };
      const sent = begin({ ...options, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
        });
      });
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`nothing within ${PATIENCE_MS} ms`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Sends the beginning of a call, or all of it, and goes away without waiting for an answer. */
  abandon({ path, headers = {}, body = '' }: Request, share: number): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      const lines = Object.entries({ Host: 'soak', 'Content-Length': Buffer.byteLength(body), ...headers });
      const bytes = Buffer.concat([
        Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
        Buffer.from(body),
      ]);
      socket.on('error', () => {});
      socket.on('close', () => resolve());
      socket.on('connect', () => {
        socket.write(bytes.subarray(0, Math.ceil(bytes.length * share)), () => socket.destroy());
      });
    });
  }

  /** Closes the open connections. New calls open new ones. */
  rest(): void {
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true });
  }
}

function parse(text: string): Answer['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Answer['json']) : undefined;
  } catch {
    return undefined;
  }
}
