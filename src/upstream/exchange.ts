import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { UpstreamFailure, wordsOf } from './failure';
import type { UpstreamForm } from './form';

/** An answer as it came: nothing of it is decoded. */
export interface UpstreamAnswer {
  status: number;
  /** Names and values as they were written, in their order. */
  headers: [name: string, value: string][];
  /** Its bytes, compressed if the headers say so. */
  body: Buffer;
}

/** How an exchange goes. */
export interface Terms {
  /** The limit, as the failure says it, and what is left of it. */
  timeoutMs: number;
  waitMs: number;
  /** The largest body that is taken. */
  mostBytes: number;
  /** The encodings that whoever gets the answer can read, as in the header. */
  acceptEncoding: string;
  signal?: AbortSignal | undefined;
}

interface Exchange {
  /** POSTs a form and returns the answer. @throws UpstreamFailure */
  post(form: UpstreamForm, terms: Terms): Promise<UpstreamAnswer>;
  /** Gives up what waits for an answer, and closes the connections. */
  close(): void;
}

/**
 * Shorter than any server in use keeps an idle connection open (Apache: 5 s). A server that closes a connection while a
 * call is on its way there leaves it unknown whether the call was done.
 */
const IDLE_MS = 3_000;

/** Fewer than PHP has workers on a usual server. More calls wait here, where they cost nothing. */
export const CONNECTIONS = 16;

/** How many answers of the largest size are received at a time, so that an old desk cannot use up the memory. */
const MOST_ANSWERS = 4;

/** Opens the connections to a server. @param address of its API */
export function openExchange(address: string): Exchange {
  const url = new URL(address);
  const isEncrypted = url.protocol === 'https:';
  const options = { keepAlive: true, timeout: IDLE_MS, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS };
  const agent = isEncrypted ? new HttpsAgent(options) : new HttpAgent(options);
  const request = isEncrypted ? httpsRequest : httpRequest;
  const failure = failureOf(url.host);
  const waiting = new Set<() => void>();
  /** Bytes of answers that are being received. */
  let held = 0;

  const post: Exchange['post'] = (form, { timeoutMs, waitMs, mostBytes, acceptEncoding, signal }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(failure('cancelled', 'is not asked: nobody waits for the answer', false));
      const headers = {
        'Content-Type': form.contentType,
        'Content-Length': form.body.length,
        Accept: '*/*',
        'Accept-Encoding': acceptEncoding,
        'User-Agent': 'Hatchdesk',
      };
      const sent = request(url, { method: 'POST', headers, agent });
      let isSent = false;
      let size = 0;
      const stopWaiting = () => {
        held -= size;
        size = 0;
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        waiting.delete(cancel);
      };
      const end = (error: unknown): void => {
        stopWaiting();
        sent.destroy();
        reject(error);
      };
      const cancel = () => end(failure('cancelled', 'was not waited for', isSent));
      const timer = setTimeout(
        () => end(failure('timeout', `did not answer within ${secondsOf(timeoutMs)}`, isSent)),
        waitMs,
      );
      signal?.addEventListener('abort', cancel);
      waiting.add(cancel);
      sent.on('socket', (socket) => {
        const begin = () => {
          isSent = true;
        };
        if (socket.connecting) socket.once(isEncrypted ? 'secureConnect' : 'connect', begin);
        else begin();
      });
      sent.on('error', (error) => {
        const { reason, words } = wordsOf(error);
        end(failure(reason, words, isSent, error));
      });
      sent.on('response', (response) => {
        const { statusCode: status = 0 } = response;
        response.on('error', (error) => end(failure('cut off', 'broke off its answer', true, error)));
        if (status >= 300 && status < 400) return end(failure('redirect', redirectWords(response, url), false));
        const chunks: Buffer[] = [];
        const announced = Number(response.headers['content-length'] ?? 0);
        const tooLarge = () => end(failure('too large', `answered with more than ${mostBytes} bytes`, true));
        if (announced > mostBytes) return tooLarge();
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          held += chunk.length;
          if (size > mostBytes) return tooLarge();
          if (held > MOST_ANSWERS * mostBytes) return end(failure('too large', 'answers too much at a time', true));
          chunks.push(chunk);
        });
        response.on('end', () => {
          stopWaiting();
          resolve({ status, headers: pairsOf(response.rawHeaders), body: Buffer.concat(chunks) });
        });
      });
      sent.end(form.body);
    });

  return {
    post,
    close() {
      for (const cancel of waiting) cancel();
      agent.destroy();
    },
  };
}

/** Makes failures whose messages name the host. */
const failureOf =
  (host: string) =>
  (reason: UpstreamFailure['reason'], words: string, mayBeDone: boolean, cause?: unknown): UpstreamFailure =>
    new UpstreamFailure(reason, `The upstream WHMCS at ${host} ${words}`, mayBeDone, { cause });

const secondsOf = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`);

/** A redirect is not followed: it would take the credentials to another address. */
function redirectWords({ headers }: IncomingMessage, url: URL): string {
  const { location = '' } = headers;
  const to = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  // The rest of the address could hold what somebody sent.
  return `is at another address${to === undefined ? '' : `, ${to.origin}${to.pathname}`}`;
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return pairs;
}
