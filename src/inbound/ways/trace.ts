/** What the conversation with the sending server says about a mail. */
interface Trace {
  /** The envelope's sender; empty for mail that must not be answered. */
  sender: string;
  /** What the other server calls itself, and its address. */
  helo: string;
  address: string;
  /** The name under which this desk takes mail. */
  host: string;
  protocol: string;
  receivedAt: Date;
}

/**
 * Puts on top of a mail what whoever takes it last has to write (RFC 5321, 4.4), so that the rest of the desk knows the
 * envelope too.
 *
 * @param isTrusted whether the other server is the operator's own. From anybody else, what the mail says about the
 *   authentication of its sender is removed (RFC 8601, 5): who writes it could be anybody
 */
export function traced(raw: Buffer, trace: Trace, isTrusted: boolean): Buffer {
  const { sender, helo, address, host, protocol, receivedAt } = trace;
  const lines = [
    `Return-Path: <${plain(sender)}>`,
    `Received: from ${plain(helo) || 'unknown'} ([${plain(address)}])`,
    `\tby ${plain(host)} with ${plain(protocol)};`,
    `\t${receivedAt.toUTCString().replace('GMT', '+0000')}`,
  ];
  const top = Buffer.from(`${lines.join('\r\n')}\r\n`);
  return Buffer.concat([top, ...(isTrusted ? [raw] : withoutResults(raw))]);
}

/** Puts the envelope's sender on top of a mail. */
export const withSender = (raw: Buffer, sender: string): Buffer =>
  Buffer.concat([Buffer.from(`Return-Path: <${plain(sender)}>\n`), raw]);

const LONGEST_VALUE = 320;

/** Nothing in a value may begin another header line. */
const plain = (value: string): string => value.replace(/[\p{Cc}\s<>()]+/gu, '').slice(0, LONGEST_VALUE);

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const COLON = 58;
const NAME = 'authentication-results';

/**
 * The pieces of a mail without its headers Authentication-Results. Nothing is decoded, and nothing else changes. It looks
 * as far as any reader could: only a line with nothing in it ends headers for all of them.
 */
function withoutResults(raw: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let kept = 0;
  for (let start = 0; start < raw.length && !isEmpty(raw, start); ) {
    let next = lineEnd(raw, start);
    while (raw[next] === SPACE || raw[next] === TAB) next = lineEnd(raw, next);
    if (isResults(raw, start)) {
      pieces.push(raw.subarray(kept, start));
      kept = next;
    }
    start = next;
  }
  pieces.push(raw.subarray(kept));
  return pieces;
}

const lineEnd = (raw: Buffer, start: number): number => raw.indexOf(LF, start) + 1 || raw.length;

const isEmpty = (raw: Buffer, start: number): boolean =>
  raw[start] === LF || (raw[start] === CR && raw[start + 1] === LF);

function isResults(raw: Buffer, start: number): boolean {
  let at = start + NAME.length;
  if (raw.toString('latin1', start, at).toLowerCase() !== NAME) return false;
  while (raw[at] === SPACE || raw[at] === TAB) at += 1;
  return raw[at] === COLON;
}
