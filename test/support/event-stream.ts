import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { eventually } from './eventually';

interface StreamedEvent {
  id: number;
  type: string;
  data: Record<string, unknown> & { data: Record<string, unknown>; sequence: number };
}

/** A client that reads `GET /events`. */
export interface EventReader {
  status: number;
  headers: IncomingMessage['headers'];
  /** What came so far, comments left aside. */
  events: StreamedEvent[];
  /** Everything that came so far. */
  text(): string;
  response: IncomingMessage;
  /** How the response ended; undefined while it goes on. */
  ended(): 'complete' | 'cut off' | undefined;
  /** Disconnects. */
  close(): void;
}

const open = new Set<ClientRequest>();

/** Connects on a connection of its own, and waits for the head of the answer. */
export function readEvents(url: string, path: string, headers: Record<string, string> = {}): Promise<EventReader> {
  return new Promise((resolve, reject) => {
    const request = get(url + path, { agent: false, headers }, (response) => {
      let text = '';
      let rest = '';
      let ended: 'complete' | 'cut off' | undefined;
      const events: StreamedEvent[] = [];
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        events.push(...blocks.flatMap(eventIn));
      });
      response.once('close', () => {
        ended = response.complete ? 'complete' : 'cut off';
      });
      response.on('error', () => {});
      const { statusCode: status = 0, headers: received } = response;
      const close = () => request.destroy();
      resolve({ status, headers: received, events, text: () => text, response, ended: () => ended, close });
    });
    open.add(request);
    request.once('close', () => open.delete(request)).on('error', reject);
  });
}

/** Ends whatever {@link readEvents} began. */
export function closeReaders(): void {
  for (const request of open) request.destroy();
}

/** Waits until a reader has got a number of events. */
export const gets = (reader: EventReader, count: number) => eventually(() => reader.events.length >= count);

function eventIn(block: string): StreamedEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(': ') + 2)]),
  );
  const data = fields.get('data');
  if (data === undefined) return [];
  return [{ id: Number(fields.get('id')), type: String(fields.get('event')), data: JSON.parse(data) }];
}
