import type { Property, Schema } from '../calls/schema';
import { invalid } from '../errors';
import { cleanFileName, decodeAttachments } from './attachments';
import { decodeCustomFields, decodeValues } from './custom-field-values';
import { parseDate, parseLocalised } from './dates';
import { asList, isPlainObject } from './plain-object';
import { isCleanText, truthy } from './text';

/** A file that came as a part of its own. */
export interface UploadedFile {
  filename: string;
  data: Buffer;
}

/** What careless JavaScript clients write for "nothing". */
const NOTHING = new Set(['undefined', 'null']);

/**
 * Turns what a caller sent into the values that a schema describes, in the order in which it lists them.
 *
 * Fields that no schema names are dropped: that is how credentials never reach an action, and unknown parameters are
 * ignored; the same holds for the members of a parameter that has some. Empty text is an absent parameter. A value that cannot be read is left as it came, for validation to refuse
 * with the published text.
 *
 * @param fields text, or JavaScript values, by name; names are matched in any letter case.
 * @param files become the parameter with the encoding `attachments`, after those that it holds itself.
 * @throws ApiError (invalid) when a text, in a list or an object too, is not well formed, or attachments or custom fields are of no known encoding.
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

/** The first name that was sent with something in it wins; the exact spelling is looked at before any other. */
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
  return NOTHING.has(text) ? undefined : (parse(text, timeZone) ?? sent);
}

/** PostgreSQL's own limit, so that no number of a caller's ever makes a statement fail. */
const LARGEST_INTEGER = 2_147_483_647;

/** Whole numbers that PostgreSQL can hold; whatever else was sent is left as it came. */
export function decodeInteger(sent: unknown): unknown {
  if (typeof sent === 'object' || typeof sent === 'boolean') return sent;
  const text = String(sent).trim();
  if (text === '' || NOTHING.has(text)) return undefined;
  if (!/^-?\d{1,10}$/.test(text) || Math.abs(Number(text)) > LARGEST_INTEGER) return text;
  return Number(text);
}

function decodeText(name: string, sent: unknown): unknown {
  if (typeof sent === 'boolean') return sent ? '1' : undefined;
  if (typeof sent === 'number' || typeof sent === 'bigint') return String(sent);
  if (!hasCleanTexts(sent)) throw invalid(`Parameter "${name}" contains characters that are not valid text`);
  return sent;
}

/** The same for all that a list or an object holds, names too. However deep it is, it is looked through in one loop. */
function hasCleanTexts(sent: unknown): boolean {
  if (typeof sent === 'string') return isCleanText(sent);
  const seen = new Set<unknown>();
  const rest = [sent];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string' && !isCleanText(value)) return false;
    // A caller in this process can send what holds itself.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) rest.push(key, inner);
  }
  return true;
}
