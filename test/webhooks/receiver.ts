import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  json: Record<string, unknown> & { data: Record<string, unknown>; ticket: Record<string, unknown> | null };
}

/** A program that is told events. */
export interface Receiver {
  url: string;
  received: Received[];
  close(): Promise<unknown>;
}

const receivers: Server[] = [];

/** Starts a receiver. @param answer 204 by default */
export async function startReceiver(
  answer: (res: ServerResponse, received: Received) => unknown = (res) => res.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    req.on('end', () => {
      const one: Received = { headers: req.headers, body, json: JSON.parse(body) };
      received.push(one);
      answer(res, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receivers.push(server);
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, close };
}

/** Ends all receivers. */
export function closeReceivers(): void {
  for (const server of receivers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}
