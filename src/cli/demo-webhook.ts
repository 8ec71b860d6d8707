import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './exits';
import { say } from './print';

/** A program that is told one event, as the demo shows it. */
interface Receiver {
  url: string;
  /** Prints what it was told, and waits for it if need be. @throws Refusal if it was told nothing */
  printEvent(): Promise<void>;
  close(): void;
}

interface Told {
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** An event is told within a fraction of a second. */
const LONGEST_WAIT_MS = 20_000;

/** Starts a program that is told events, on a free port of this machine. */
export async function startReceiver(): Promise<Receiver> {
  let tell: (told: Told) => void = () => {};
  const told = new Promise<Told>((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const part of req.setEncoding('utf8')) body += part;
    res.writeHead(204).end();
    tell({ headers: req.headers, body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    async printEvent() {
      const found = await Promise.race([told, pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
      if (found === undefined) throw new Refusal('The webhook was told nothing');
      print(found);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function print({ headers, body }: Told): void {
  const { type, sequence, data } = JSON.parse(body) as Record<string, unknown>;
  say('  POST /events');
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const value = String(headers[name]);
    say(`    ${name}: ${value.length > 60 ? `${value.slice(0, 60)}...` : value}`);
  }
  say(`    ${JSON.stringify({ type, sequence, data })}`);
}
