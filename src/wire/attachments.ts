import { invalid } from '../errors';
import { decodeBase64 } from './base64';
import { cleanFileName } from './file-name';
import { readJson } from './json-text';
import { isPlainObject } from './plain-object';
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
const EMPTY_TEXTS = new Set(['', '[]', '{}', 'null', 'undefined', SERIALIZED_EMPTY_ARRAY]);

const refusal = () => invalid('attachments must be a base64 encoded JSON list of {name, data}');

/** JavaScript writes this when a client puts a list of files into a form without encoding it. The files are lost. */
const STRINGIFIED_OBJECTS = /^\[object Object\](?:,\[object Object\])*$/;
const MAX_STRINGIFIED = 1_000;

const meansNoFiles = (sent: string): boolean => {
  const text = sent.trim();
  return EMPTY_TEXTS.has(text) || (text.length <= MAX_STRINGIFIED && STRINGIFIED_OBJECTS.test(text));
};

const readText = (sent: string): unknown => {
  if (meansNoFiles(sent)) return [];
  const isBare = /^\s*[[{]/.test(sent);
  const json = isBare ? sent : decodeBase64(sent);
  if (json === undefined) throw refusal();
  if (typeof json !== 'string' && json.equals(Buffer.from(SERIALIZED_EMPTY_ARRAY))) return [];
  const value = readJson(json, JSON_LIMITS);
  // readJson returns undefined for text that is not JSON. The JSON text `null` means no attachments.
  if (value === undefined) throw refusal();
  return value ?? [];
};

/** Accepts a list, a single file, or a PHP array whose keys are not 0..n-1, which JSON and forms carry as an object. */
const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (!isPlainObject(value)) throw refusal();
  return ['name', 'filename', 'data', 'tmp_name'].some((key) => Object.hasOwn(value, key))
    ? [value]
    : Object.values(value);
};

const nameOf = (entry: Record<string, unknown>): string | undefined =>
  [entry.filename, entry.name].find((name): name is string => typeof name === 'string' && name.trim() !== '');

/** Accepts only text and bytes: Buffer.from() on the object {"length": 1e9} would block the process for a minute. */
const dataOf = (data: unknown, filename: string): Buffer => {
  if (Buffer.isBuffer(data)) return data;
  const bytes = typeof data === 'string' ? decodeBase64(data) : undefined;
  if (bytes === undefined) throw invalid(`Attachment "${shownName(filename)}": data is not valid base64`);
  return bytes;
};

/** A tmp_name comes from PHP's $_FILES and names a path on the caller's machine. We never open a path. */
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
 * Reads the `attachments` parameter in every form that clients send:
 * - base64 of a JSON list of {name, data}, as documented (the documentation also has `filename`, which wins)
 * - the same JSON without base64
 * - the same list in form brackets
 * - a single file
 * - from this process, the list itself, where `data` may be a Buffer
 *
 * Absent, empty, `[]`, `null`, `a:0:{}`, their base64 and `[object Object]` all mean no attachments.
 *
 * @returns the files in the order sent, with `data` decoded and names safe to show
 * @throws ApiError (invalid), each text for all files before the next:
 *   `attachments must be a base64 encoded JSON list of {name, data}`,
 *   `Attachment 1 has no file name`, `Attachment "x.txt": data is not valid base64`
 */
export const decodeAttachments = (value: unknown): Attachment[] => {
  if (value === undefined || value === null) return [];
  const entries = listOf(typeof value === 'string' ? readText(value) : value);
  const files = entries.filter((entry) => typeof entry !== 'string' || !meansNoFiles(entry)).map(fileOf);
  const withNames = files.map((file, index) => named(file, index + 1));
  return withNames.map(({ filename, data }) => ({ filename, data: dataOf(data, filename) }));
};
