import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One event as a receiver got it. */
interface Arrival {
  id: string;
  ticket: number;
  /** Which of its ticket's events it is. */
  place: number;
}

/** A program that is told events, and remembers them. */
export class Receiver {
  /** How often each event came. */
  readonly times = new Map<string, number>();
  /** Events that came before an earlier one of their ticket. */
  outOfOrder = 0;
  /** Is called for every event that comes. */
  onArrival: (arrival: Arrival) => void = () => {};
  private readonly lastPlace = new Map<number, number>();
  private server: Server | undefined;

  constructor(private readonly hangs: boolean = false) {}

  async start(): Promise<string> {
    const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      req.on('end', () => {
        if (this.hangs) return;
        this.take(JSON.parse(body));
        res.writeHead(204).end();
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  /** How many events came more than once. */
  get repeated(): number {
    return [...this.times.values()].filter((times) => times > 1).length;
  }

  private take({ id, data }: { id: string; data: { ticketid?: number; place?: number } }): void {
    const arrival = { id, ticket: data.ticketid ?? 0, place: data.place ?? 0 };
    const times = (this.times.get(id) ?? 0) + 1;
    this.times.set(id, times);
    // What comes again may come late: it is the first time that has an order.
    if (times === 1) {
      if (arrival.place < (this.lastPlace.get(arrival.ticket) ?? 0)) this.outOfOrder++;
      this.lastPlace.set(arrival.ticket, arrival.place);
    }
    this.onArrival(arrival);
  }
}
