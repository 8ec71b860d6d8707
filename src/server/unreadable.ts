import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { noteOverrun } from '../doors/receive';
import { hatch } from '../doors/whmcs';
import { toJson } from '../wire/json';
import { toNvp } from '../wire/nvp';
import { type Addressing, pathOf } from './addressing';

type ParserError = NodeJS.ErrnoException & { rawPacket?: Buffer; bytesParsed?: number; reason?: string };

const REFUSALS: Record<string, readonly [status: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address and headers are larger than the 16 KB allowed: send parameters in the body',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The chunk extensions are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time'],
  HPE_PAUSED_H2_UPGRADE: [
    '505 HTTP Version Not Supported',
    'This server speaks HTTP/1.1: a proxy may speak HTTP/2 for it',
  ],
};
const NOT_HTTP = 'The request is not valid HTTP';
const BAD_REQUEST = '400 Bad Request';
const NO_HOST = 'The request has no Host header, which HTTP/1.1 demands';
const TWO_HOSTS = 'The request has more than one Host header';
const NO_PROXY = 'CONNECT asks for a proxy, and this is none: send POST';
const BAD_ADDRESS = 'The address contains a blank or another character that must be percent-encoded';

/** What a request that is not valid HTTP is instead, by its first bytes. */
const OTHER_PROTOCOLS: [isIt: (packet: string) => boolean, message: string][] = [
  [(packet) => packet.startsWith('\x16\x03'), `${NOT_HTTP} but TLS: call http://, or the proxy that ends TLS`],
  [
    (packet) => /^PROXY (?:TCP|UNKNOWN)/.test(packet) || packet.startsWith('\r\n\r\n\0\r\nQUIT\n'),
    `${NOT_HTTP}: the proxy sends the PROXY protocol. Switch it off there`,
  ],
  [
    (packet) => /^[A-Z]+ [^\r\n]*\n/.test(packet),
    `${NOT_HTTP}: its lines must end with a carriage return and a line feed`,
  ],
  [
    (packet) => /^[A-Z]*[a-z][A-Za-z]* \S+ HTTP\/1/.test(packet),
    `${NOT_HTTP}: the method must be in capital letters, such as POST`,
  ],
];

/** What is wrong with the rest of a request, by the code of the parser's error. */
const FAULTS: Record<string, string> = {
  HPE_INVALID_CHUNK_SIZE: `${NOT_HTTP}: its chunks cannot be read`,
  HPE_INVALID_CONTENT_LENGTH: `${NOT_HTTP}: send one Content-Length, which is a number, or Transfer-Encoding: chunked`,
  HPE_INVALID_HEADER_TOKEN: `${NOT_HTTP}: a header must be one line of ASCII, "Name: value", with no blank in or behind its name`,
};
const SAME_FAULTS: Record<string, string> = {
  HPE_INVALID_TRANSFER_ENCODING: 'HPE_INVALID_CONTENT_LENGTH',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'HPE_INVALID_CONTENT_LENGTH',
  HPE_UNEXPECTED_SPACE: 'HPE_INVALID_HEADER_TOKEN',
};

/** Says what is wrong with a request that the parser cannot read. */
function faultOf(error: ParserError, packet: string): string {
  if (isInAddress(error, packet)) return BAD_ADDRESS;
  const { code = '' } = error;
  const other = OTHER_PROTOCOLS.find(([isIt]) => isIt(packet))?.[1];
  return other ?? FAULTS[SAME_FAULTS[code] ?? code] ?? NOT_HTTP;
}

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
 * Refuses a request without a Host header, if it is of HTTP/1.1, and one with several, as HTTP demands: a proxy may have
 * believed another one than we would. Node's own answer would be empty, so the server must leave it to this.
 */
export function refuseWrongHost(addressing: Addressing): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const isMissing = req.headers.host === undefined && req.httpVersion === '1.1';
    if (!isMissing && !hasTwoHosts(req.rawHeaders)) return next();
    const head = `${req.originalUrl}\nContent-Type: ${req.get('content-type') ?? ''}`;
    const { type, body } = envelop(addressing, pathOf(req.originalUrl), head, isMissing ? NO_HOST : TWO_HOSTS, 400);
    res.locals.call.refused = 'malformed';
    res.status(400).set({ Connection: 'close', 'Content-Type': type }).send(body);
  };
}

/** Counts in the raw headers, names and values in turn, because Node drops all but the first. */
function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1;
}

/** A refusal that Express does not write. */
interface Refusal {
  status: string;
  message: string;
  /** The path of the request, and its head as far as it arrived: they decide on the envelope. */
  target: string;
  head: string;
  headers?: string[];
  /** What the log says about it. */
  logged: { refused: string; method?: string; code?: string };
}

function writeRefusal(socket: Duplex, addressing: Addressing, log: Logger, refusal: Refusal): void {
  const { status, message, target, head, headers = [], logged } = refusal;
  const requestId = randomUUID();
  const number = Number.parseInt(status, 10);
  const { type, body } = envelop(addressing, target, head, message, number);
  const lines = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    ...headers,
  ];
  log.info({ requestId, status: number, ...logged }, 'call');
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Answers CONNECT, with which a client takes this server for a proxy. Node would hang up without a word. */
export function answerConnect(addressing: Addressing, log: Logger) {
  return ({ url = '', headers }: IncomingMessage, socket: Duplex): void => {
    // Node no longer listens to this socket, and a client that hangs up must not end the process.
    socket.on('error', () => {});
    writeRefusal(socket, addressing, log, {
      ...{ status: '405 Method Not Allowed', message: NO_PROXY, target: url },
      head: `Content-Type: ${headers['content-type'] ?? ''}`,
      headers: ['Allow: GET, HEAD, POST'],
      logged: { refused: 'wrong_method', method: 'CONNECT' },
    });
  };
}

/** Node puts the response that is being written here. */
type AnsweringSocket = Duplex & { _httpMessage?: ServerResponse<Request> };

/**
 * Answers connections that never become a request, because they are not HTTP, have too large a head or arrive too
 * slowly. Node's own answer has no body; ours says what is wrong.
 *
 * A whole request that comes before what cannot be read has an answer of its own: with another one in its place, the
 * caller would repeat what was done.
 *
 * @param addressing the envelope comes from the door at the requested path, or else from WHMCS's
 * @param onRefused is called for each connection that is refused
 */
export function answerUnreadable(addressing: Addressing, log: Logger, onRefused: () => void) {
  return (error: ParserError, socket: AnsweringSocket): void => {
    const answering = socket._httpMessage;
    if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
      socket.destroy();
      return;
    }
    if (answering?.req.complete) {
      // With `Connection: close`, the parser has taken the first byte of the rest.
      noteOverrun(answering.req, error.rawPacket?.subarray((error.bytesParsed ?? 1) - 1) ?? Buffer.alloc(0));
      answering.shouldKeepAlive = false;
      return;
    }
    const head = error.rawPacket?.toString('latin1') ?? '';
    const [status, message] = REFUSALS[error.code ?? ''] ?? [BAD_REQUEST, faultOf(error, head)];
    const target = /^[A-Z]+ +([^\s?]+)/.exec(head)?.[1] ?? '';
    const logged = { refused: 'malformed', ...(error.code !== undefined && { code: error.code }) };
    writeRefusal(socket, addressing, log, { status, message, target, head, logged });
    onRefused();
  };
}
