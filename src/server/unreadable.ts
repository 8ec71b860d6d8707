import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { toJson } from '../wire/json';
import { toNvp } from '../wire/nvp';
import type { Plain } from '../wire/present';

type ParserError = NodeJS.ErrnoException & { rawPacket?: Buffer };

const REFUSALS: Record<string, readonly [status: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address and headers are larger than the 16 KB allowed: send parameters in the body',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The chunk extensions are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time'],
};
const NOT_HTTP = ['400 Bad Request', 'The request is not valid HTTP'] as const;

type Envelope = (message: string, status: number) => { [name: string]: Plain };

const plain: Envelope = (message) => ({ result: 'error', message });

/** What the doors that know one format only put a refusal into, by their paths. */
const ENVELOPES: readonly (readonly [RegExp, Envelope])[] = [
  [/^\/api\/v2\/keliweb\//i, plain],
  [/^\/api\/v2(\/|$)/i, (details, status) => ({ errors: [{ code: `e-${status}`, title: 'Bad request', details }] })],
  [/^\/(oauth\/|token\b)/i, (message) => ({ error: 'invalid_request', error_description: message, message })],
  [/^\/(tickets|teammates|categories|tags)\b/i, (errorText, status) => ({ data: null, errorCode: status, errorText })],
];

/**
 * Answers what never becomes a request, because it is no HTTP, has too large a head or trickles in: in words, where
 * node's own answer is an empty page.
 */
export function answerUnreadable(log: Logger) {
  return (error: ParserError, socket: Duplex & { _httpMessage?: ServerResponse }): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
      socket.destroy();
      return;
    }
    const [status, message] = REFUSALS[error.code ?? ''] ?? NOT_HTTP;
    const requestId = randomUUID();
    const packet = error.rawPacket?.toString('latin1') ?? '';
    const path = /^[A-Z]+ (\S+)/.exec(packet)?.[1] ?? '';
    const envelope = ENVELOPES.find(([door]) => door.test(path))?.[1];
    const isJson = envelope !== undefined || /responsetype=json/i.test(packet);
    const answer = (envelope ?? plain)(message, Number.parseInt(status, 10));
    const body = isJson ? toJson(answer) : toNvp(answer);
    const head = [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      `Content-Type: ${isJson ? 'application/json' : 'text/plain; charset=utf-8'}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
    ];
    log.info({ requestId, status: Number.parseInt(status, 10), refused: 'malformed', code: error.code }, 'call');
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}
