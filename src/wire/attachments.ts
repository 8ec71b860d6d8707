import { isUtf8 } from 'node:buffer';
import { invalid } from '../errors';
import { meansNothing } from '../text/words';
import { decodeBase64, decodeDigits } from './base64';
import { decodeDataUrl } from './data-url';
import { cleanFileName } from './file-name';
import { readJsonWithFiles } from './json-files';
import { readJson } from './json-text';
import { LongBase64 } from './long-base64';
import { isPlainObject } from './plain-object';
import { isStringified } from './stringified';
import { shownName } from './text';

export { cleanFileName } from './file-name';

/** A file that came with a call. */
interface Attachment {
  /** As sent, made safe by cleanFileName. */
  filename: string;
  data: Buffer;
}

const JSON_LIMITS = { depth: 3, values: 5_000 };
/** PHP's empty array. Some programs serialize attachments as they do custom fields. */
const SERIALIZED_EMPTY_ARRAY = 'a:0:{}';
const EMPTY_TEXTS = new Set(['[]', '{}', '[[]]', 'N;', 'b:0;', 's:0:"";', SERIALIZED_EMPTY_ARRAY]);

/** The documentation names `data` and both names; the other keys are those of the APIs that people port code from. */
const NAME_KEYS = ['filename', 'name', 'file_name'];
const DATA_KEYS = ['data', 'content', 'base64', 'contents', 'contentbytes', 'file_data', 'filedata', 'body'];
const DATA_NAMES: ReadonlySet<string> = new Set(DATA_KEYS);

const refusal = () => invalid('attachments must be a base64 encoded JSON list of {name, data}');

/** JSON.stringify writes a Buffer of Node so, with a number for each byte. */
const NODE_BUFFER = '"type":"Buffer"';
const IS_BUFFER = "is a Buffer in JSON: send it in base64, as buffer.toString('base64') writes it";

/** The refusal of JSON that is no list of files, or unfolds to too much. */
const refusalOf = (json: string | Buffer) =>
  json.includes(NODE_BUFFER) ? invalid(`attachments: the data of a file ${IS_BUFFER}`) : refusal();

/** Longer texts stand for files. */
const LONGEST_NOTHING = 1_000;

const meansNoFiles = (sent: string): boolean =>
  (sent.length <= LONGEST_NOTHING && EMPTY_TEXTS.has(sent.trim())) || meansNothing(sent, true);

/** Reads text: JSON, or base64 of it. Text inside either was encoded twice, so it is read again. */
const readText = (sent: string, ignore: Ignore): unknown => {
  if (isStringified(sent)) ignore('attachments', 'unreadable');
  if (isStringified(sent) || meansNoFiles(sent)) return [];
  // This also removes a byte order mark.
  const text = sent.trimStart();
  if (/^[[{"]/.test(text)) {
    if (text.length >= LONG_LIST && text.isWellFormed() && text[0] !== '"') return readLongList(Buffer.from(text));
    const value = readJson(text, JSON_LIMITS);
    if (value === undefined) throw refusalOf(text);
    return typeof value === 'string' ? readText(value, ignore) : value;
  }
  const bytes = decodeBase64(sent);
  if (bytes === undefined) throw refusal();
  return readDecoded(bytes, ignore);
};

const readDecoded = (bytes: Buffer, ignore: Ignore): unknown => {
  if (!isUtf8(bytes)) throw refusal();
  if (bytes.length < LONG_LIST || !OPENERS.has(bytes[0] ?? 0)) return readText(bytes.toString('utf8'), ignore);
  return readLongList(bytes);
};

const isText = (value: unknown): value is string | LongBase64 =>
  typeof value === 'string' || value instanceof LongBase64;

/** Reads a text. Nothing of what this returns lies in the room that a long one is decoded to. */
const readSent = (sent: string | LongBase64, ignore: Ignore): unknown => {
  if (typeof sent === 'string') return readText(sent, ignore);
  const bytes = decodeDigits(sent.digits, sent.padding, roomFor);
  return bytes === undefined ? readText(sent.toString(), ignore) : readDecoded(bytes, ignore);
};

const ROOM_BYTES = 1_048_576;
let room: Buffer | undefined;

/**
 * Room for the list in a long field, which is read before anything else runs. It is used again, because V8 collects all
 * garbage after some 64 MB outside of its heap: with new room for each list, 32 callers opened 6 % fewer tickets.
 */
const roomFor = (size: number): Buffer => {
  if (size > ROOM_BYTES) return Buffer.allocUnsafe(size);
  room ??= Buffer.allocUnsafeSlow(ROOM_BYTES);
  return room.subarray(0, size);
};

/** From this length on, a list with files in it is not turned into text. */
const LONG_LIST = 16_384;
const OPENERS = new Set([0x5b, 0x7b]);

const readLongList = (json: Buffer): unknown => {
  const value = readJsonWithFiles(json, JSON_LIMITS, DATA_NAMES);
  if (value === undefined) throw refusalOf(json);
  return value;
};

/** An entry with its keys in lower case. */
const folded = (entry: Record<string, unknown>): Map<string, unknown> =>
  new Map(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value]));

const isFile = (value: Record<string, unknown>): boolean =>
  [...folded(value).keys()].some((key) => NAME_KEYS.includes(key) || DATA_KEYS.includes(key) || key === 'tmp_name');

/** Accepts a list, a single file, or a PHP array whose keys are not 0..n-1, which JSON and forms carry as an object. */
const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (!isPlainObject(value)) throw refusal();
  return isFile(value) ? [value] : Object.values(value);
};

const isEmptyEntry = (entry: unknown): boolean =>
  entry === null ||
  // A File or a Blob has no members of its own either, and is not empty.
  ((Array.isArray(entry) || isPlainObject(entry)) && Object.keys(entry).length === 0) ||
  isUnchosen(entry);

/** What PHP's $_FILES says of a form in which no file was chosen: each error is UPLOAD_ERR_NO_FILE. */
const isUnchosen = (entry: unknown): boolean => {
  if (!isPlainObject(entry) || !Object.hasOwn(entry, 'tmp_name')) return false;
  const errors = isPlainObject(entry.error) ? Object.values(entry.error) : [entry.error].flat();
  return errors.length > 0 && errors.every((error) => error === 4 || error === '4');
};

/** The entries of a value, without empty ones. An entry that is text is the whole parameter, wrapped in a list. */
const entriesOf = (value: unknown, ignore: Ignore): unknown[] =>
  listOf(value)
    .flatMap((entry) => (isText(entry) ? listOf(readSent(entry, ignore)) : [entry]))
    .filter((entry) => !isEmptyEntry(entry));

const nameOf = (file: Map<string, unknown>): string | undefined =>
  NAME_KEYS.map((key) => file.get(key)).find((name): name is string => typeof name === 'string' && name.trim() !== '');

/** Accepts only text and bytes: Buffer.from() on the object {"length": 1e9} would block the process for a minute. */
const dataOf = (data: unknown, filename: string): Buffer => {
  // A hook's Buffer is a plain Uint8Array when it has come out of the hook's thread.
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  // What arrayBuffer() of fetch answers.
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  if (isPlainObject(data) && data.type === 'Buffer')
    throw invalid(`Attachment "${shownName(filename)}": data ${IS_BUFFER}`);
  const bytes = typeof data === 'string' ? (decodeBase64(data) ?? decodeDataUrl(data)) : undefined;
  if (bytes === undefined) throw invalid(`Attachment "${shownName(filename)}": data is not valid base64`);
  return bytes;
};

/** A tmp_name comes from PHP's $_FILES and names a path on the caller's machine. We never open a path. */
const fileOf = (entry: unknown): Map<string, unknown> => {
  if (!isPlainObject(entry) || Object.hasOwn(entry, 'tmp_name')) throw refusal();
  return folded(entry);
};

const named = (file: Map<string, unknown>, position: number): { filename: string; data: unknown } => {
  const name = nameOf(file);
  if (name === undefined) throw invalid(`Attachment ${position} has no file name`);
  const key = DATA_KEYS.find((candidate) => file.get(candidate) !== undefined);
  return { filename: cleanFileName(name), data: key && file.get(key) };
};

type Ignore = (name: string, reason: string) => void;

/**
 * Reads the `attachments` parameter in every form that clients send:
 * - base64 of a JSON list of {name, data}, as documented (the documentation also has `filename`, which wins), as text or
 *   as a LongBase64
 * - the same JSON without base64
 * - the same list in form brackets
 * - a single file, or any of these texts wrapped in a list
 * - from this process, the list itself, where `data` may be a Buffer, another view of bytes or an
 *   ArrayBuffer
 *
 * The data is base64, or a `data:` URL; `content` and `base64` are other names for it. Absent, empty, `[]`, `a:0:{}`,
 * words for null and false, and their base64 all mean no attachments, and so does `[object Object]`.
 *
 * @param ignore is told of `[object Object]`, in which the files are lost
 * @returns the files in the order sent, with `data` decoded and names safe to show
 * @throws ApiError (invalid), each text for all files before the next:
 *   `attachments must be a base64 encoded JSON list of {name, data}`,
 *   `Attachment 1 has no file name`, `Attachment "x.txt" has no data`, `Attachment "x.txt": data is not valid base64`, or
 *   the same of a Buffer in JSON
 */
export const decodeAttachments = (value: unknown, ignore: Ignore): Attachment[] => {
  if (value === undefined || value === null) return [];
  const files = entriesOf(isText(value) ? [value] : value, ignore).map(fileOf);
  const withNames = files.map((file, index) => named(file, index + 1));
  const without = withNames.find(({ data }) => data === undefined || data === null);
  if (without !== undefined) throw invalid(`Attachment "${shownName(without.filename)}" has no data`);
  return withNames.map(({ filename, data }) => ({ filename, data: dataOf(data, filename) }));
};
