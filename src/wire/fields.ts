import type { Property, Schema } from '../calls/schema';
import { invalid } from '../errors';
import { cleanFileName, decodeAttachments } from './attachments';
import { decodeCustomFields, decodeValues } from './custom-field-values';
import { parseDate, parseLocalised } from './dates';
import { asList, isPlainObject } from './plain-object';
import { isCleanText, truthy } from './text';

/** A file uploaded as a multipart part of its own. */
export interface UploadedFile {
  filename: string;
  data: Buffer;
}

/** How careless JavaScript clients stringify a missing value. */
const STRINGIFIED_NOTHING = new Set(['undefined', 'null']);

/**
 * Decodes the fields that a caller sent into the values that a schema describes, in the schema's order.
 *
 * Fields that the schema does not name are dropped, at every depth. So credentials never reach an action, and unknown
 * parameters are ignored. Empty text counts as absent. A value that cannot be read stays as sent, so that validation
 * refuses it with the published text.
 *
 * @param fields text or JavaScript values by name; names match in any letter case
 * @param files are appended to the parameter whose encoding is `attachments`
 * @throws ApiError (invalid) when any text, at any depth, is not well formed, or when attachments or custom fields have
 *   an unknown encoding
 */
export function decodeFields(
  schema: Pick<Schema, 'properties'>,
  fields: Record<string, unknown>,
  files: UploadedFile[],
  timeZone: string,
): Record<string, unknown> {
  const find = finder(fields);
  const params: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const sent = find([name, ...(property['x-aliases'] ?? [])]);
    const value = decode(name, property, sent, files, timeZone);
    if (value !== undefined) params[name] = value;
  }
  return params;
}

/** Finds the first of several names that was sent with a value. Exact spellings come before other letter cases. */
function finder(fields: Record<string, unknown>): (names: string[]) => unknown {
  let folded: Map<string, unknown> | undefined;
  return (names) => {
    for (const name of names) if (Object.hasOwn(fields, name) && isPresent(fields[name])) return fields[name];
    folded ??= new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
    for (const name of names) if (isPresent(folded.get(name.toLowerCase()))) return folded.get(name.toLowerCase());
    return undefined;
  };
}

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function decode(name: string, property: Property, sent: unknown, files: UploadedFile[], timeZone: string): unknown {
  if (property['x-decode'] === 'attachments') {
    const uploaded = files.map(({ filename, data }) => ({ filename: cleanFileName(filename), data }));
    const all = [...(sent === undefined ? [] : decodeAttachments(sent)), ...uploaded];
    return all.length > 0 ? all : undefined;
  }
  if (sent === undefined || isAbsent(property, sent)) return undefined;
  if (property['x-decode'] === 'customfields') return decodeCustomFields(sent);
  if (property['x-decode'] === 'values') return decodeValues(sent);
  if (property['x-decode'] === 'date') return decodeDate(property, sent, timeZone);
  if (property.properties !== undefined && isPlainObject(sent)) {
    return decodeFields({ properties: property.properties }, sent, [], timeZone);
  }
  if (property.type === 'boolean') return typeof sent === 'object' ? sent : truthy(sent);
  if (property.type === 'integer') return decodeInteger(sent);
  const kinds = [property.type].flat();
  return decodeText(name, kinds.includes('array') && !kinds.includes('object') ? asList(sent) : sent);
}

function isAbsent(property: Property, sent: unknown): boolean {
  if (typeof sent === 'object') return false;
  return property['x-absent']?.includes(String(sent).trim().toLowerCase()) ?? false;
}

function decodeDate(property: Property, sent: unknown, timeZone: string): unknown {
  if (typeof sent !== 'string') return sent;
  const text = sent.trim();
  const parse = property['x-date'] === 'localised' ? parseLocalised : parseDate;
  return STRINGIFIED_NOTHING.has(text) ? undefined : (parse(text, timeZone) ?? sent);
}

/** PostgreSQL's limit. Checking it here means that no number from a caller can make a statement fail. */
const LARGEST_INTEGER = 2_147_483_647;

/** Reads a whole number that PostgreSQL can hold. Any other value stays as sent, for validation to refuse. */
export function decodeInteger(sent: unknown): unknown {
  if (typeof sent === 'object' || typeof sent === 'boolean') return sent;
  const text = String(sent).trim();
  if (text === '' || STRINGIFIED_NOTHING.has(text)) return undefined;
  if (!/^-?\d{1,10}$/.test(text) || Math.abs(Number(text)) > LARGEST_INTEGER) return text;
  return Number(text);
}

function decodeText(name: string, sent: unknown): unknown {
  if (typeof sent === 'boolean') return sent ? '1' : undefined;
  if (typeof sent === 'number' || typeof sent === 'bigint') return String(sent);
  if (!hasCleanTexts(sent)) throw invalid(`Parameter "${name}" contains characters that are not valid text`);
  return sent;
}

/** Checks every text in a list or object, names included. It loops instead of recursing, so deep nesting is safe. */
function hasCleanTexts(sent: unknown): boolean {
  if (typeof sent === 'string') return isCleanText(sent);
  const seen = new Set<unknown>();
  const rest = [sent];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string' && !isCleanText(value)) return false;
    // A caller in this process can send an object that contains itself.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) rest.push(key, inner);
  }
  return true;
}
