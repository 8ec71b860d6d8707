import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A call as the stub got it. */
export interface StubbedCall {
  action: string;
  /** The form's fields in their order, as PHP's parser would see them, but without folding. */
  fields: [string, string][];
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Tells connections apart. */
  port: number | undefined;
}

type Respond = (call: StubbedCall, res: ServerResponse) => void | Promise<void>;

/** Answers a call as WHMCS does with JSON. */
export const answerJson = (res: ServerResponse, body: Record<string, unknown>, status = 200): void => {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
};

/** Writes bytes that are the whole answer, head and all, and ends the connection. */
export const answerRaw = (res: ServerResponse, bytes: Buffer | string): void => {
  res.socket?.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
};

/** An old desk for tests: an HTTP server whose answers a test decides. */
export class UpstreamStub {
  readonly calls: StubbedCall[] = [];
  respond: Respond = (_call, res) => answerJson(res, { result: 'success' });
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly tls?: { key: string; cert: string }) {}

  get url(): string {
    const { port } = (this.server as Server).address() as AddressInfo;
    return `${this.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/includes/api.php`;
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** Starts to listen. @param port another one than a free one, to come back where it was */
  async start(port = 0): Promise<this> {
    const listener = (req: IncomingMessage, res: ServerResponse) => void this.take(req, res);
    const server = this.tls === undefined ? createServer(listener) : createTlsServer(this.tls, listener);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  /** Stops at once, whatever is under way. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isForm = /urlencoded/i.test(req.headers['content-type'] ?? '');
    const fields = isForm ? [...new URLSearchParams(body.toString('latin1'))] : [];
    const action = fields.find(([name]) => name.toLowerCase() === 'action')?.[1] ?? '';
    const call = { action, fields, headers: req.headers, body, port: req.socket.remotePort };
    this.calls.push(call);
    await this.respond(call, res);
  }
}
