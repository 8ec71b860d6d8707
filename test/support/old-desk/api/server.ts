import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OldDesk } from '../old-desk';
import { type Answer, type Fields, json, Refused } from './answers';
import { peopleActions } from './people-actions';
import { ticketActions } from './ticket-actions';

export const CREDENTIAL = {
  identifier: 'D4j1dKYE3g40VROOPCGyJ9zRwP0ADJIv',
  secret: 'F1CKGXRIpylMfsrig3mwwdSdYUdLiFlo',
};

/** What goes wrong with a call, in place of its answer. */
export type Fault = 'too many' | 'page' | 'maintenance' | 'garbage' | 'cut off' | 'forbidden' | { slowMs: number };

export interface OldApi {
  /** The address of the client area. */
  url: string;
  /** The names of all actions that were called, in lower case. */
  calls: string[];
  /** Asked for every call; undefined lets it succeed. */
  fault: (action: string, count: number) => Fault | undefined;
  close(): Promise<void>;
}

async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

const sendJson = (response: ServerResponse, status: number, answer: Answer): void =>
  send(response, status, 'application/json', json(answer));
const refuse = (response: ServerResponse, status: number, message: string): void =>
  sendJson(response, status, { result: 'error', message });

/** Ends a call with a fault. @returns whether it did */
async function failed(response: ServerResponse, fault: Fault | undefined, action: string): Promise<boolean> {
  switch (fault) {
    case undefined:
      return false;
    case 'too many':
      response.setHeader('retry-after', '0');
      send(response, 429, 'text/html', '<h1>429 Too Many Requests</h1>');
      return true;
    case 'page':
      send(response, 500, 'text/html', '<html><body>Oops! Something went wrong.</body></html>');
      return true;
    case 'maintenance':
      send(response, 200, 'text/html', '<html><body>We are currently performing maintenance</body></html>');
      return true;
    case 'garbage':
      send(response, 200, 'application/json', '{"result":"success","ticketid":');
      return true;
    case 'cut off':
      response.destroy();
      return true;
    case 'forbidden':
      refuse(response, 403, `Invalid Permissions: API action "${action}" is not allowed`);
      return true;
    default:
      await new Promise((resolve) => setTimeout(resolve, fault.slowMs));
      return false;
  }
}

/**
 * Answers at WHMCS's API address as the old desk would, on a port of its own.
 *
 * @param zone where the old server's clocks are
 */
export async function openOldApi(desk: OldDesk, zone = 'UTC'): Promise<OldApi> {
  const actions: Record<string, (fields: Fields) => Answer> = {
    ...ticketActions(desk, zone),
    ...peopleActions(desk, zone),
  };
  const counts = new Map<string, number>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/includes/api.php')
      return send(response, 404, 'text/html', 'Not Found');
    const fields = await fieldsOf(request);
    const action = (fields.action ?? '').toLowerCase();
    if (fields.identifier !== CREDENTIAL.identifier || fields.secret !== CREDENTIAL.secret) {
      return refuse(response, 403, 'Invalid or missing credentials');
    }
    if (action === '') return refuse(response, 400, 'Empty action request');
    api.calls.push(action);
    const count = (counts.get(action) ?? 0) + 1;
    counts.set(action, count);
    if (await failed(response, api.fault(action, count), action)) return;
    const run = actions[action];
    if (run === undefined) return refuse(response, 403, `Invalid Permissions: API action "${action}" is not allowed`);
    try {
      sendJson(response, 200, run(fields));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(response, 200, error.message);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, 'text/plain', String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: OldApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    fault: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;
}
