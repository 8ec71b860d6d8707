import type { Property, Schema } from '../calls/schema';
import { invalid } from '../errors';
import { splitAddresses, tidyAddress } from '../text/email';
import { oneLine } from '../text/lines';
import { isPrintedNull, meansNothing, meansNull, readFlag } from '../text/words';
import { cleanFileName, decodeAttachments } from './attachments';
import { decodeCustomFields, decodeValues } from './custom-field-values';
import { formatDate } from './dates';
import { readJson } from './json-text';
import { LongBase64 } from './long-base64';
import { asList, isPlainObject } from './plain-object';
import { readDate } from './read-date';
import { isStringified } from './stringified';
import { isCleanText } from './text';

/** A file uploaded as a multipart part of its own. */
export interface UploadedFile {
  filename: string;
  data: Buffer;
}

/** What decoding needs besides the fields. */
export interface Decoding {
  files: UploadedFile[];
  /** The IANA name of the zone of dates that name none. */
  timeZone: string;
  /** Receives the name of each value that is dropped although it says something, and why. */
  ignore(name: string, reason: string): void;
}

/**
 * Decodes the fields that a caller sent into the values that a schema describes, in the schema's order.
 *
 * Fields that the schema does not name are dropped, at every depth. So credentials never reach an action, and unknown
 * parameters are ignored. Empty text and an empty list count as absent, and so does a word for null or false where it
 * cannot be a value. A value that cannot be read stays as sent, so that validation refuses it with the published text.
 *
 * @param fields text or JavaScript values by name; names match in any letter case
 * @param how its files are appended to the parameter whose encoding is `attachments`
 * @throws ApiError (invalid) when any text, at any depth, is not well formed, or when attachments or custom fields have
 *   an unknown encoding
 */
export function decodeFields(schema: Fielded, fields: Record<string, unknown>, how: Decoding): Record<string, unknown> {
  const folded = new Map<string, unknown>();
  for (const name of Object.keys(fields)) folded.set(name.toLowerCase(), fields[name]);
  const params: Record<string, unknown> = {};
  for (const field of fieldsOf(schema)) {
    const { name, property } = field;
    const sent = find(field, fields, folded);
    const value = decode(name, property, isEmptyList(sent) && isScalar(property) ? undefined : sent, how);
    if (property['x-secondary'] && typeof value === 'object') how.ignore(name, 'unreadable');
    else if (value !== undefined) params[name] = value;
  }
  return params;
}

/** PHP's json_encode writes an array without members as `[]`, whatever would be in it. */
const isEmptyList = (sent: unknown): boolean => Array.isArray(sent) && sent.length === 0;

const isScalar = (property: Property): boolean =>
  property['x-decode'] === 'date' ||
  (property.type !== undefined && kindsOf(property).every((kind) => SCALARS.has(kind)));

const SCALARS: ReadonlySet<string> = new Set(['boolean', 'integer', 'null', 'string']);

type Fielded = Pick<Schema, 'properties' | 'required'>;

/** A property, and the names under which it may be sent: as the schema spells them, and in lower case. */
interface Field {
  name: string;
  property: Property;
  isRequired: boolean;
  names: string[];
  lowered: string[];
}

/** The fields of each schema. Most calls leave most of them out, and collecting them again took 15 of a call's 300 us. */
const known = new WeakMap<Schema['properties'], Field[]>();

function fieldsOf({ properties, required = [] }: Fielded): Field[] {
  const found = known.get(properties);
  if (found !== undefined) return found;
  const fields = Object.entries(properties).map(([name, property]) => {
    const names = [name, ...(property['x-aliases'] ?? [])];
    const lowered = names.map((one) => one.toLowerCase());
    return { name, property, isRequired: required.includes(name), names, lowered };
  });
  known.set(properties, fields);
  return fields;
}

/** Finds the first of a field's names that was sent with a value. Exact spellings come before other letter cases. */
function find(
  { property, isRequired, names, lowered }: Field,
  fields: Record<string, unknown>,
  folded: Map<string, unknown>,
): unknown {
  for (const name of names) {
    if (Object.hasOwn(fields, name) && saysSomething(property, fields[name], isRequired)) return fields[name];
  }
  for (const name of lowered) if (saysSomething(property, folded.get(name), isRequired)) return folded.get(name);
  return undefined;
}

/**
 * Whether a value was sent. Empty text is none (unless it clears a value, `x-clearable`), nor is a word for null or false
 * where it cannot be a value; `0` is none where a list or a date is expected, and for ids. Text that refers to something
 * (`x-absent: words`) has fewer such words.
 *
 * @param isRequired in free text that is required, every word counts: `None` may be a subject
 */
export function saysSomething(property: Property, sent: unknown, isRequired: boolean): boolean {
  if (sent === '') return property['x-clearable'] ?? false;
  if (sent === undefined || sent === null) return false;
  const kinds = kindsOf(property).filter((kind) => kind !== 'null');
  if (typeof sent === 'object' || kinds.includes('boolean')) return true;
  if (property.enum !== undefined) return isOneOf(property.enum, sent) || !meansNothing(sent, true);
  if (kinds.includes('integer') && !kinds.includes('string'))
    return !meansNothing(sent, property['x-absent'] === 'zero');
  if (property['x-decode'] === 'date')
    return !meansNothing(sent, true) && !(property['x-absent'] === 'zero' && NO_DATE.test(String(sent)));
  if (!kinds.includes('string'))
    return !meansNothing(sent, property['x-decode'] !== 'list' || property['x-absent'] === 'zero');
  if (property['x-verbatim']) return true;
  if (property['x-absent'] === 'words-not-none' && sent === 'none') return true;
  if (kinds.length > 1 || property['x-absent'] !== undefined) return !meansNull(sent, property['x-absent'] === 'zero');
  return sent !== false && (isRequired || !isPrintedNull(sent));
}

/** How MySQL writes that there is no date. */
const NO_DATE = /^\s*0000-00-00/;

const isOneOf = (words: readonly unknown[], sent: unknown): boolean =>
  words.some((word) => String(word).toLowerCase() === String(sent).trim().toLowerCase());

/** The types of a property. */
export function kindsOf({ type }: Property): string[] {
  if (type === undefined) return [];
  return Array.isArray(type) ? type : [type];
}

function decode(name: string, property: Property, sent: unknown, how: Decoding): unknown {
  if (property['x-decode'] === 'attachments') {
    const uploaded = how.files.map(({ filename, data }) => ({ filename: cleanFileName(filename), data }));
    const all = [...(sent === undefined ? [] : decodeAttachments(sent, how.ignore)), ...uploaded];
    return all.length > 0 ? all : undefined;
  }
  if (sent === undefined) return undefined;
  if (sent instanceof LongBase64) return decode(name, property, sent.toString(), how);
  if (property['x-decode'] === 'customfields') {
    if (typeof sent !== 'string' || !isStringified(sent)) return decodeCustomFields(sent);
    how.ignore(name, 'unreadable');
    return undefined;
  }
  if (property['x-decode'] === 'values') return decodeValues(sent);
  if (property['x-decode'] === 'date') return readDate(sent, property['x-date'], how.timeZone) ?? sent;
  if (property['x-decode'] === 'moment') return decodeMoment(sent, how.timeZone);
  if (property['x-decode'] === 'addresses') return decodeAddresses(name, sent);
  if (property.properties !== undefined && isPlainObject(sent)) {
    return decodeFields({ properties: property.properties }, sent, { ...how, files: [] });
  }
  if (property.type === 'boolean') return readFlag(sent) ?? sent;
  if (property.type === 'integer') {
    const number = decodeInteger(sent);
    return property['x-saturates'] && isTooLarge(number) ? LARGEST_INTEGER : number;
  }
  const kinds = kindsOf(property);
  return tidyText(
    property,
    decodeText(name, kinds.includes('array') && !kinds.includes('object') ? asList(sent) : sent),
  );
}

const PLAIN_MOMENT = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}(?::\d{2}){0,2})?$/;

function decodeMoment(sent: unknown, timeZone: string): unknown {
  if (typeof sent === 'string' && PLAIN_MOMENT.test(sent.trim())) return sent.trim();
  const moment = readDate(sent, undefined, timeZone);
  return moment === undefined ? sent : formatDate(moment, timeZone);
}

/** PostgreSQL's limit. Checking it here means that no number from a caller can make a statement fail. */
const LARGEST_INTEGER = 2_147_483_647;

/**
 * Zeros after the point too: pandas turns a column of ids that lacks one into floats, which a form carries as `815.0`. In
 * JSON, that is 815 anyway.
 */
const WHOLE_NUMBER = /^-?\d{1,10}(?:\.0{1,20})?$/;

/** Reads a whole number that PostgreSQL can hold. Any other value stays as sent, for validation to refuse. */
export function decodeInteger(sent: unknown): unknown {
  if (typeof sent === 'object' || typeof sent === 'boolean') return sent;
  const text = String(sent).trim();
  if (text === '') return undefined;
  if (!WHOLE_NUMBER.test(text) || Math.abs(Number(text)) > LARGEST_INTEGER) return text;
  return Number(text);
}

/** Whether a value that is left as sent is a whole number all the same. */
const isTooLarge = (value: unknown): boolean => typeof value === 'string' && /^\d{10,400}(?:\.0{1,20})?$/.test(value);

const ADDRESS_LIMITS = { depth: 3, values: 1_000 };

/** Reads a list of e-mail addresses: a list, JSON of one, or text with commas. No address begins with a bracket. */
function decodeAddresses(name: string, sent: unknown): unknown {
  const read = typeof sent === 'string' && /^\s*\[/.test(sent) ? readJson(sent, ADDRESS_LIMITS) : undefined;
  const list = asList(decodeText(name, read ?? sent));
  if (typeof list === 'string') return splitAddresses(list);
  if (!Array.isArray(list)) return list;
  return list.flatMap(addressesIn);
}

/** The addresses in an entry of a list: text, or an object such as `{name, email}`. Anything else is no address. */
function addressesIn(entry: unknown): string[] {
  const text = isPlainObject(entry) ? (entry.email ?? entry.address) : entry;
  if (typeof text === 'string') return splitAddresses(text);
  return entry === null ? [] : ['unreadable'];
}

/**
 * Removes from a text, or from each text of a list, what it cannot contain: line breaks from a single line, spaces from an
 * address. Lists within a list stay as they are, because one may contain itself.
 */
export const tidyText = (property: Property, value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => tidyOne(property, item)) : tidyOne(property, value);

function tidyOne(property: Property, value: unknown): unknown {
  if (typeof value !== 'string' || property['x-secret']) return value;
  if (property['x-decode'] === 'email' || property['x-decode'] === 'search') return tidyAddress(oneLine(value));
  return property['x-multiline'] ? value : oneLine(value);
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
