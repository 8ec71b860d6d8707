import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { hatch } from '../doors/whmcs';
import { toJson } from '../wire/json';
import { toNvp } from '../wire/nvp';
import { type Addressing, pathOf } from './addressing';

type ParserError = NodeJS.ErrnoException & { rawPacket?: Buffer; reason?: string };

const REFUSALS: Record<string, readonly [status: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address and headers are larger than the 16 KB allowed: send parameters in the body',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The chunk extensions are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time'],
};
const NOT_HTTP = ['400 Bad Request', 'The request is not valid HTTP'] as const;
const NO_HOST = 'The request has no Host header, which HTTP/1.1 demands';
const BAD_ADDRESS = [
  '400 Bad Request',
  'The address contains a blank or another character that must be percent-encoded',
] as const;

/** Whether the parser stopped within an address, or took what follows a blank in it for the name of a protocol. */
function isInAddress({ code = '', reason = '' }: ParserError, packet: string): boolean {
  if (code === 'HPE_INVALID_URL') return reason.startsWith('Invalid char');
  if (code !== 'HPE_INVALID_CONSTANT' && code !== 'HPE_INVALID_VERSION') return false;
  // The line is cut if it came in several packets. Such a long one has an address in it.
  const line = /^[A-Z]+ +([^\r\n]*)[\r\n]/.exec(packet)?.[1];
  return line === undefined || / \S.* HTTP\/1\.\d$/.test(line);
}

/** Puts a refusal into the envelope of the door at an address, in JSON if the head of the request asks for it. */
function envelop({ locate, doorAt }: Addressing, target: string, head: string, message: string, status: number) {
  const { envelope } = doorAt(locate(target)) ?? hatch;
  const isJson = envelope.isJson || /responsetype=json|^content-type: *(application|text)\/json/im.test(head);
  const answer = envelope.of(message, status);
  return isJson
    ? { type: 'application/json', body: toJson(answer) }
    : { type: 'text/plain; charset=utf-8', body: toNvp(answer) };
}

/**
 * Refuses a request of HTTP/1.1 without a Host header, as HTTP demands. Node would do so with an empty answer, so the
 * server must leave it to this.
 */
export function refuseWithoutHost(addressing: Addressing): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    if (req.headers.host !== undefined || req.httpVersion !== '1.1') return next();
    const head = `${req.originalUrl}\nContent-Type: ${req.get('content-type') ?? ''}`;
    const { type, body } = envelop(addressing, pathOf(req.originalUrl), head, NO_HOST, 400);
    res.locals.call.refused = 'malformed';
    res.status(400).set({ Connection: 'close', 'Content-Type': type }).send(body);
  };
}

/**
 * Answers connections that never become a request, because they are not HTTP, have too large a head or arrive too
 * slowly. Node's own answer has no body; ours says what is wrong.
 *
 * @param addressing the envelope comes from the door at the requested path, or else from WHMCS's
 */
export function answerUnreadable(addressing: Addressing, log: Logger) {
  return (error: ParserError, socket: Duplex & { _httpMessage?: ServerResponse }): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
      socket.destroy();
      return;
    }
    const packet = error.rawPacket?.toString('latin1') ?? '';
    const [status, message] = REFUSALS[error.code ?? ''] ?? (isInAddress(error, packet) ? BAD_ADDRESS : NOT_HTTP);
    const requestId = randomUUID();
    const target = /^[A-Z]+ +([^\s?]+)/.exec(packet)?.[1] ?? '';
    const { type, body } = envelop(addressing, target, packet, message, Number.parseInt(status, 10));
    const head = [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      `Content-Type: ${type}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
    ];
    log.info({ requestId, status: Number.parseInt(status, 10), refused: 'malformed', code: error.code }, 'call');
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}
