import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { ForbiddenAddress, type Guard } from './guard';

/** What a receiver answered. */
export interface Answered {
  status: number;
  /** The first kilobyte. */
  answer: string;
  /** How long the receiver wants to be left alone. */
  retryAfterMs: number | undefined;
}

/** Sends a body to a URL. It follows no redirects. */
export interface Poster {
  /**
   * @throws ForbiddenAddress if the URL leads to a network that is not allowed; Error if there is no answer
   */
  post(url: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answered>;
  close(): void;
}

/** The receiver has closed a connection that nobody used, in the moment in which it was used again. */
class ClosedMeanwhile extends Error {}

function asClosed(error: unknown): undefined {
  if (!(error instanceof ClosedMeanwhile)) throw error;
}

const MOST_TRIES = 11;

const KEPT_BYTES = 1024;
/** Of a longer answer, nobody wants the rest: the connection is closed. */
const MOST_BYTES = 65_536;

/** @param now for `Retry-After` with a date */
export function createPoster(guard: Guard, now: () => Date): Poster {
  // As many as a webhook uses at a time. Half a minute: receivers usually close idle connections later.
  const options = { keepAlive: true, maxFreeSockets: 20, timeout: 30_000 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  return {
    async post(text, body, headers, signal) {
      const url = new URL(text);
      if (guard.isForbidden(url)) throw new ForbiddenAddress(url.hostname);
      const isPlain = url.protocol === 'http:';
      const send = isPlain ? httpRequest : httpsRequest;
      const attempt = () =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const sent = send(url, {
            method: 'POST',
            agent: isPlain ? agents['http:'] : agents['https:'],
            lookup: guard.lookup,
            signal,
            headers: {
              ...headers,
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
              'user-agent': 'Hatchdesk',
            },
          });
          const fail = (error: NodeJS.ErrnoException) =>
            reject(sent.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '') ? new ClosedMeanwhile() : error);
          // Node.js closes a connection whose protocol the receiver changes, and tells nothing else.
          const onClose = () => reject(new Error('the receiver closed the connection without an HTTP answer'));
          sent.on('response', resolve).on('error', fail).on('close', onClose).end(body);
        });
      let message = await attempt().catch(asClosed);
      // Each try takes an unused connection, and several may have been closed.
      for (let tries = 1; message === undefined && tries < MOST_TRIES; tries++)
        message = await attempt().catch(asClosed);
      if (message === undefined) throw new Error('the receiver closes its connections');
      const answer = await beginningOf(message);
      return {
        status: message.statusCode ?? 0,
        answer,
        retryAfterMs: readRetryAfter(message.headers['retry-after'], now()),
      };
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** Never fails: the status has come, and it decides, however the answer ends. */
async function beginningOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      if (bytes < KEPT_BYTES) parts.push(part);
      bytes += part.length;
      if (bytes > MOST_BYTES) break;
    }
  } catch {
    // What came before is the beginning.
  }
  const text = Buffer.concat(parts).subarray(0, KEPT_BYTES).toString('utf8').toWellFormed();
  return text.replaceAll('\0', '\uFFFD');
}

/** Reads seconds, or a date. */
function readRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
