import { percentDecodeBytes } from './percent';
import { phpPath } from './php-name';
import { isPlainObject } from './plain-object';

/** Parameters of a call as they were sent: the query string, and the body if there is one. */
export interface SentForm {
  query: Buffer;
  body?:
    | { kind: 'form'; bytes: Buffer }
    | { kind: 'multipart'; bytes: Buffer; boundary: string }
    | { kind: 'members'; members: Record<string, unknown> };
}

type Pair = readonly [name: string, value: string];

/** One name and value of a form. */
interface Piece {
  /** The name of the field as PHP reads it, without brackets, and the same in lower case. */
  name: string;
  field: string;
  isEmpty: boolean;
  /** As it was sent, encoded. */
  bytes: Buffer;
}

/** Says who calls and what. The call has others there. */
const REPLACED = /^(action|identifier|secret|username|password|accesskey|idempotencykey)$/;

/**
 * Writes the form of a call once more, for another server: byte for byte, in its order, but with other credentials. The
 * body wins over the query string, where it has a value.
 *
 * @param own what replaces the credentials and the action
 * @param responseType what the caller is answered in, if it asked for a format
 */
export function forwardedForm(
  own: readonly Pair[],
  { query, body }: SentForm,
  responseType: string | undefined,
): { contentType: string; body: Buffer } {
  const inBody = (body === undefined ? [] : piecesOf(body)).filter(isKept);
  const filled = new Set(inBody.filter(({ isEmpty }) => !isEmpty).map(({ field }) => field));
  const inQuery = piecesIn(query).filter((piece) => isKept(piece) && !filled.has(piece.field));
  const asked = new Set(inQuery.map(({ field }) => field));
  const fromBody = inBody.filter(({ field, isEmpty }) => !(isEmpty && asked.has(field)));
  const isSaid = [...inQuery, ...fromBody].some(({ name, isEmpty }) => name === 'responsetype' && !isEmpty);
  const added: Pair[] = isSaid || responseType === undefined ? [] : [['responsetype', responseType]];
  if (body?.kind === 'multipart') {
    const parts = [...own, ...added].map(partOf);
    const fromQuery = inQuery.map(({ bytes }) => partOf(decodedPair(bytes)));
    const delimiter = Buffer.from(`--${body.boundary}\r\n`, 'latin1');
    const all = [...parts, ...fromQuery, ...fromBody.map(({ bytes }) => bytes)];
    return {
      contentType: `multipart/form-data; boundary="${body.boundary.replace(/["\\]/g, '\\$&')}"`,
      body: Buffer.concat([
        ...all.flatMap((part) => [delimiter, part]),
        Buffer.from(`--${body.boundary}--\r\n`, 'latin1'),
      ]),
    };
  }
  const pieces = [...[...own, ...added].map(pairBytes), ...[...inQuery, ...fromBody].map(({ bytes }) => bytes)];
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: Buffer.concat(pieces.flatMap((bytes, at) => (at === 0 ? [bytes] : [AND, bytes]))),
  };
}

const AND = Buffer.from('&');
const EQUALS = 0x3d;

const isKept = ({ field }: Piece): boolean => !REPLACED.test(field);

function piecesOf(body: NonNullable<SentForm['body']>): Piece[] {
  if (body.kind === 'form') return piecesIn(body.bytes);
  if (body.kind === 'multipart') return partsIn(body.bytes, body.boundary);
  return pairsOf(body.members).map((pair) => piece(pair[0], pair[1] === '', pairBytes(pair)));
}

/** Splits an urlencoded form. Nothing is decoded but the names, to see what they are. */
function piecesIn(bytes: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(AND, start);
    const end = found < 0 ? bytes.length : found;
    const pair = bytes.subarray(start, end);
    start = end + 1;
    if (pair.length === 0) continue;
    const equals = pair.indexOf(EQUALS);
    const name = percentDecodeBytes(equals < 0 ? pair : pair.subarray(0, equals)).toString('latin1');
    pieces.push(piece(name, equals < 0 || equals === pair.length - 1, pair));
  }
  return pieces;
}

const HEAD_END = '\r\n\r\n';

/**
 * Splits a multipart body. A part keeps its content and the line break at its end, and its head if that can be read in one
 * way only.
 */
function partsIn(bytes: Buffer, boundary: string): Piece[] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const starts: number[] = [];
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
    if (at === 0 || bytes[at - 1] === 0x0a) starts.push(at);
  }
  return starts.slice(0, -1).flatMap((start, index) => {
    const headStart = bytes.indexOf('\n', start + delimiter.length) + 1;
    const part = bytes.subarray(headStart, starts[index + 1]);
    const headEnd = part.indexOf(HEAD_END);
    if (headStart === 0 || headEnd < 0) return [];
    const head = part.toString('latin1', 0, headEnd);
    const content = part.subarray(headEnd + HEAD_END.length);
    const isEmpty = content.length <= LINE_BREAK_BYTES;
    const [, plainName] = PLAIN_HEAD.exec(head) ?? [];
    if (plainName !== undefined) return [piece(plainName, isEmpty, part)];
    const { name, lines } = readHead(head);
    return name === '' ? [] : [piece(name, isEmpty, Buffer.concat([Buffer.from(lines + HEAD_END, 'latin1'), content]))];
  });
}

const LINE_BREAK_BYTES = 2;

/** A head of a part in which every program finds the same name: as it is usually written, with nothing to take otherwise. */
const PLAIN_HEAD =
  /^content-disposition: ?form-data; ?name="([^"\\\r\n\0]*)"(?:; ?filename="[^"\\\r\n\0]*")?(?:\r\n(?!content-disposition)[a-z-]+:[^\r\n]*)*$/i;

const DISPOSITION = /^content-disposition:(.*)$/im;
const CONTENT_TYPE = /^content-type:[ \t]*([^\r\n]*)$/im;

/**
 * Reads any other head, and writes it anew. PHP takes the last of two names, knows single quotes and quotes that do not
 * end, and looks at one header only: kept as it was sent, a head could hide from us that it names the action.
 */
function readHead(sent: string): { name: string; lines: string } {
  const head = sent.replace(/\r?\n[ \t]+/g, ' ').replace(/\r\n?/g, '\n');
  const [, disposition = ''] = DISPOSITION.exec(head) ?? [];
  const name = safe(parameterIn(disposition, 'name') ?? '');
  const filename = parameterIn(disposition, 'filename');
  const [, type] = CONTENT_TYPE.exec(head) ?? [];
  const file = filename === undefined ? '' : `; filename="${safe(filename.replace(/^.*[\\/]/, ''))}"`;
  const typeLine = type === undefined ? '' : `\r\nContent-Type: ${type}`;
  return { name, lines: `Content-Disposition: form-data; name="${name}"${file}${typeLine}` };
}

/** A parameter of a header, without its quotes; undefined if there is none of that name. */
function parameterIn(header: string, wanted: 'name' | 'filename'): string | undefined {
  for (const [, name = '', quoted, single, other = ''] of header.matchAll(PARAMETER)) {
    if (name.toLowerCase() === wanted) return quoted?.replace(/\\"/g, '"') ?? single ?? other.trim();
  }
  return undefined;
}

const PARAMETER = /;\s*([\w*]+)=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^;]*))/g;

/** Without the characters by which a text in quotes could end. */
const safe = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  text.replace(/["\\\x00-\x1f]/g, encodeURIComponent);

function piece(name: string, isEmpty: boolean, bytes: Buffer): Piece {
  const field = fieldNamed(name);
  return { name: field, field: field.toLowerCase(), isEmpty, bytes };
}

/** The field that PHP makes of a name: `action` of ` action[]`. Empty if it makes none. */
export function fieldNamed(name: string): string {
  const end = name.indexOf('\0');
  const [field = ''] = phpPath(end < 0 ? name : name.slice(0, end), Number.POSITIVE_INFINITY) ?? [];
  return field;
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');

const pairBytes = ([name, value]: Pair): Buffer => Buffer.from(`${encode(name)}=${encode(value)}`);

/** One part of a multipart body, with the line break at its end. */
function partOf([name, value]: readonly [name: string, value: string | Buffer]): Buffer {
  const shown = name.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign));
  const head = Buffer.from(`Content-Disposition: form-data; name="${shown}"${HEAD_END}`, 'utf8');
  return Buffer.concat([head, Buffer.from(value), Buffer.from('\r\n')]);
}

function decodedPair(pair: Buffer): [name: string, value: Buffer] {
  const equals = pair.indexOf(EQUALS);
  const name = equals < 0 ? pair : pair.subarray(0, equals);
  return [percentDecodeBytes(name).toString('utf8'), percentDecodeBytes(pair.subarray(name.length + 1))];
}

/**
 * Writes the members of an object as PHP's http_build_query does: lists and objects as names with brackets, true as 1,
 * false as 0, and null not at all.
 */
export const pairsOf = (members: Record<string, unknown>): [name: string, value: string][] =>
  Object.entries(members).flatMap(([name, value]) => flattened(name, value));

function flattened(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => flattened(`${name}[${index}]`, item));
  if (isPlainObject(value)) return Object.entries(value).flatMap(([key, inner]) => flattened(`${name}[${key}]`, inner));
  if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return [[name, String(value)]];
  return [];
}
