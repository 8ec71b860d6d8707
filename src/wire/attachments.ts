import { invalid } from '../errors';
import { decodeBase64 } from './base64';
import { cleanFileName } from './file-name';
import { readJson } from './json-text';
import { isPlainObject } from './plain-object';
import { shownName } from './text';

export { cleanFileName } from './file-name';

/** A file that came with a call. */
export interface Attachment {
  /** As sent, made safe by cleanFileName. */
  filename: string;
  data: Buffer;
}

const JSON_LIMITS = { depth: 3, values: 5_000 };
/** PHP's empty array, serialized as custom fields are: programs treat both parameters alike. */
const SERIALIZED_NONE = 'a:0:{}';
const WORDS_FOR_NONE = new Set(['', '[]', '{}', 'null', 'undefined', SERIALIZED_NONE]);

const refusal = () => invalid('attachments must be a base64 encoded JSON list of {name, data}');

/** What JavaScript makes of a list of files that was put into a form as it is: there is nothing in it to keep. */
const STRINGIFIED = /^\[object Object\](?:,\[object Object\])*$/;
const MAX_STRINGIFIED = 1_000;

const isNone = (sent: string): boolean => {
  const text = sent.trim();
  return WORDS_FOR_NONE.has(text) || (text.length <= MAX_STRINGIFIED && STRINGIFIED.test(text));
};

const readText = (sent: string): unknown => {
  if (isNone(sent)) return [];
  const isBare = /^\s*[[{]/.test(sent);
  const json = isBare ? sent : decodeBase64(sent);
  if (json === undefined) throw refusal();
  if (typeof json !== 'string' && json.equals(Buffer.from(SERIALIZED_NONE))) return [];
  const value = readJson(json, JSON_LIMITS);
  // Undefined is what readJson says of a text that is not JSON; the JSON text null means no attachments.
  if (value === undefined) throw refusal();
  return value ?? [];
};

/** A list, or the one file itself, or PHP's array with other keys than 0..n-1, which reaches JSON and forms as an object. */
const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (!isPlainObject(value)) throw refusal();
  return ['name', 'filename', 'data', 'tmp_name'].some((key) => Object.hasOwn(value, key))
    ? [value]
    : Object.values(value);
};

const nameOf = (entry: Record<string, unknown>): string | undefined =>
  [entry.filename, entry.name].find((name): name is string => typeof name === 'string' && name.trim() !== '');

/** Only text and bytes: Buffer.from() of the object {"length": 1e9} would hold the process for a minute. */
const dataOf = (data: unknown, filename: string): Buffer => {
  if (Buffer.isBuffer(data)) return data;
  const bytes = typeof data === 'string' ? decodeBase64(data) : undefined;
  if (bytes === undefined) throw invalid(`Attachment "${shownName(filename)}": data is not valid base64`);
  return bytes;
};

/** A tmp_name is PHP's $_FILES, which names a path on the caller's machine. No path is ever opened here. */
const fileOf = (entry: unknown): Record<string, unknown> => {
  if (!isPlainObject(entry) || Object.hasOwn(entry, 'tmp_name')) throw refusal();
  return entry;
};

const named = (file: Record<string, unknown>, position: number): { filename: string; data: unknown } => {
  const name = nameOf(file);
  if (name === undefined) throw invalid(`Attachment ${position} has no file name`);
  return { filename: cleanFileName(name), data: file.data };
};

/**
 * Reads the `attachments` parameter in every form that clients send: base64 of a JSON list of {name, data} (documented; the
 * documentation also says `filename`, which wins), that JSON bare, the same list from form brackets, a single file, or the
 * list itself from a call in process, where `data` may be a Buffer. Absent, empty, `[]`, `null`, `a:0:{}`, their
 * base64 and `[object Object]` mean that there are none.
 *
 * @returns the files in the order sent; `data` decoded, names safe to show
 * @throws ApiError invalid, each text for all files before the next: `attachments must be a base64 encoded JSON list of {name, data}`,
 *   `Attachment 1 has no file name`, `Attachment "x.txt": data is not valid base64`
 */
export const decodeAttachments = (value: unknown): Attachment[] => {
  if (value === undefined || value === null) return [];
  const entries = listOf(typeof value === 'string' ? readText(value) : value);
  const files = entries.filter((entry) => typeof entry !== 'string' || !isNone(entry)).map(fileOf);
  const withNames = files.map((file, index) => named(file, index + 1));
  return withNames.map(({ filename, data }) => ({ filename, data: dataOf(data, filename) }));
};
