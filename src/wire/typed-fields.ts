import type { Property, Schema } from '../calls/schema';
import { invalid } from '../errors';
import { isPrintedNull, readFlag } from '../text/words';
import { cleanFileName } from './attachments';
import { hasPairs, pairsIn } from './custom-field-values';
import { type Decoding, decodeInteger, kindsOf, saysSomething, tidyText, type UploadedFile } from './fields';
import { readJson } from './json-text';
import { asList, isPlainObject } from './plain-object';
import { readDate } from './read-date';
import { isStringified } from './stringified';
import { isCleanText } from './text';

/**
 * Decodes the fields that a caller of a typed API sent into the values that a schema describes, in the schema's order.
 *
 * Values arrive typed from JSON or as text from forms; numbers and flags are read from both. Unlike {@link
 * decodeFields}, it distinguishes empty from absent: empty text is a text, and under `x-clears`, empty text, an empty
 * list and null become null. Words for null and false count as absent where they cannot be a value. Names match in any letter case at every depth, and fields that the schema does not name
 * are dropped. A value that cannot be read stays as sent, for validation to refuse.
 *
 * @throws ApiError (invalid) naming the parameter, when a text is not well formed
 */
export function decodeTypedFields(
  schema: Schema,
  fields: Record<string, unknown>,
  how: Decoding,
): Record<string, unknown> {
  return decodeMembers('', schema, fields, how);
}

function decodeMembers(
  path: string,
  { properties = {}, required = [] }: Pick<Property, 'properties' | 'required'>,
  fields: Record<string, unknown>,
  how: Decoding,
): Record<string, unknown> {
  const folded = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const names = [name, ...(property['x-aliases'] ?? [])];
    const exact = names.find((candidate) => Object.hasOwn(fields, candidate));
    const sent =
      exact === undefined ? names.map((other) => folded.get(other.toLowerCase())).find(isSent) : fields[exact];
    const value = decode(path + name, property, sent, how, required.includes(name));
    if (value !== undefined) values[name] = value;
  }
  return values;
}

const isSent = (value: unknown): boolean => value !== undefined;

function decode(path: string, property: Property, sent: unknown, how: Decoding, isRequired: boolean): unknown {
  if (property['x-decode'] === 'files') return uploaded(how.files);
  if (sent === undefined) return undefined;
  const kinds = kindsOf(property);
  const clears = property['x-clears'] === true;
  if (sent === null) return clears || kinds.includes('null') ? null : undefined;
  if (clears && isEmpty(sent)) return null;
  if (kinds.includes('null') && isPrintedNull(sent) && (isRequired || kinds.includes('string'))) return null;
  if (sent !== '' && !saysSomething(property, sent, isRequired)) return undefined;
  if (property['x-decode'] === 'customfields') {
    if (typeof sent !== 'string' || !isStringified(sent)) return decodeFieldValues(path, fromJsonText(sent));
    how.ignore(path, 'unreadable');
    return undefined;
  }
  if (property['x-decode'] === 'date')
    return sent === '' ? undefined : (readDate(sent, property['x-date'], how.timeZone) ?? sent);
  if (kinds.includes('array')) {
    const list = decodeList(path, property, sent, how);
    return property['x-decode'] === 'links' && Array.isArray(list) ? list.map(named) : list;
  }
  if (kinds.includes('object')) {
    const value = fromJsonText(sent);
    if (isPlainObject(value)) return decodeMembers(`${path}.`, property, value, how);
    return kinds.includes('string') && typeof value !== 'object' ? decodeText(path, value) : value;
  }
  if (typeof sent === 'object') return sent;
  if (kinds.includes('integer'))
    return typeof sent === 'string' && sent.trim() === '' ? undefined : decodeInteger(sent);
  if (kinds.includes('boolean')) return decodeFlag(sent);
  if (property.enum !== undefined) return decodeWord(property.enum, sent);
  return tidyText(property, decodeText(path, sent));
}

/** Reads one of the words that the schema lists, in any letter case. Empty text means that nothing was chosen. */
function decodeWord(words: readonly unknown[], sent: unknown): unknown {
  const word = String(sent).trim().toLowerCase();
  if (word === '') return undefined;
  return words.find((listed) => typeof listed === 'string' && listed.toLowerCase() === word) ?? sent;
}

const isEmpty = (sent: unknown): boolean => sent === '' || (Array.isArray(sent) && sent.length === 0);

const uploaded = (files: UploadedFile[]) =>
  files.length === 0 ? undefined : files.map(({ filename, data }) => ({ filename: cleanFileName(filename), data }));

/** Gives a link its file name: the name sent with it, or else the last part of its address. */
function named(link: unknown): unknown {
  if (!isPlainObject(link) || typeof link.url !== 'string') return link;
  const { url, name } = link;
  if (name !== undefined && name !== null && typeof name !== 'string') return link;
  return { ...link, name: cleanFileName(name?.trim() || lastPart(url)) };
}

function lastPart(url: string): string {
  const last = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Reads a list. Forms send it as numbered fields, and careless callers as JSON text in one field. */
function decodeList(path: string, property: Property, sent: unknown, how: Decoding): unknown {
  let list = fromJsonText(sent);
  if (property['x-decode'] === 'list' && typeof list === 'string')
    list = list
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  if (property['x-decode'] === 'list' && typeof list === 'number') list = [list];
  list = asList(list);
  if (!Array.isArray(list)) return list === '' ? undefined : list;
  // A form sends an empty list for a filter that the user left blank.
  if (property['x-decode'] === 'list' && list.length === 0 && property.minItems === undefined) return undefined;
  const { items } = property;
  if (items === undefined) return list;
  const said = (list as unknown[]).filter((item) => !isBlank(items, item));
  return said.map((one, index) => {
    const item = items['x-decode'] === 'email' ? addressIn(one) : one;
    return decode(`${path}[${index}]`, items, item, how, true) ?? item;
  });
}

/** The address of a person whom a program has as an object with an `email`. */
const addressIn = (item: unknown): unknown =>
  isPlainObject(item) && typeof item.email === 'string' ? item.email : item;

/**
 * Whether an entry of a list says nothing: an empty id of a form, or the null of a program that sends
 * `[author.email, manager?.email]` for an author without a manager.
 */
const isBlank = ({ type }: Property, item: unknown): boolean =>
  (type === 'integer' && item === '') || (type === 'string' && item === null);

/** An empty field was left blank. */
const decodeFlag = (sent: unknown): unknown =>
  typeof sent === 'string' && sent.trim() === '' ? undefined : (readFlag(sent) ?? sent);

function decodeText(path: string, sent: unknown): unknown {
  if (typeof sent === 'number') return String(sent);
  if (typeof sent === 'string' && !isCleanText(sent)) {
    throw invalid(`Parameter "${path}" contains characters that are not valid text`);
  }
  return sent;
}

const JSON_LIMITS = { depth: 4, values: 2_000 };

/** Parses a form field that contains JSON. Any other value stays as sent. */
function fromJsonText(sent: unknown): unknown {
  if (typeof sent !== 'string' || !/^\s*[[{]/.test(sent)) return sent;
  return readJson(sent, JSON_LIMITS) ?? sent;
}

/**
 * Reads values by field id: each is a text, or texts by level; `""` clears the field. A list has
 * entries of {id, value}; in any other list, the positions are the ids.
 */
function decodeFieldValues(path: string, sent: unknown): unknown {
  if (!Array.isArray(sent) && !isPlainObject(sent)) return sent === '' ? undefined : sent;
  const values: Record<string, unknown> = Object.create(null);
  for (const [id, value] of hasPairs(sent) ? pairsIn(path, sent) : Object.entries(sent)) {
    if (!isCleanText(id) || id === '__proto__')
      throw invalid(`Parameter "${path}" has a field id that is not valid text`);
    values[id] = decodeFieldValue(`${path}[${id.slice(0, 50)}]`, value);
  }
  return values;
}

function decodeFieldValue(path: string, value: unknown): unknown {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isPlainObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([level, inner]) => [level, inner === null ? '' : decodeText(path, inner)]),
    );
  }
  return decodeText(path, value);
}
