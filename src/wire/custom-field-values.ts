import { isUtf8 } from 'node:buffer';
import { ApiError, invalid } from '../errors';
import { meansNothing } from '../text/words';
import { decodeBase64 } from './base64';
import { readJson } from './json-text';
import { isMiscounted, readMiscounted, readSerialized } from './php-serialize';
import { asList, isPlainObject } from './plain-object';
import { isCleanText } from './text';

/** A field's value: text, or one level of texts for a field with nested choices. */
type CustomFieldValue = string | string[] | Record<string, string>;

const MAX_CHARACTERS = 256 * 1024;
const JSON_LIMITS = { depth: 3, values: 2_000 };
const EMPTY_TEXTS = new Set(['[]', '{}', '[[]]', 'a:0:{}', 'N;', 'b:0;', 's:0:"";']);

const refusal = () =>
  invalid('customfields must be a base64 encoded serialized array or JSON object of field id => value');

/** Converts to text as PHP's string cast does, because WHMCS casts these values. */
const scalar = (value: unknown): string => {
  if (typeof value === 'string' && isCleanText(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  if (value === null || value === undefined) return '';
  throw refusal();
};

const record = <Value>(entries: Record<string, unknown>, read: (value: unknown) => Value): Record<string, Value> => {
  const result: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(entries)) {
    if (key === '__proto__' || !isCleanText(key)) throw refusal();
    result[key] = read(value);
  }
  return result;
};

const fieldValue = (value: unknown): CustomFieldValue => {
  // `customfields[7][]=x` is one value in a list: no field takes a list of one.
  if (Array.isArray(value) && value.length === 1) return scalar(value[0]);
  if (Array.isArray(value)) return value.map(scalar);
  return isPlainObject(value) ? record(value, scalar) : scalar(value);
};

const isContainer = (text: string): boolean => /^(?:[[{]|a:\d)/.test(text);

const parse = (text: string): unknown => {
  if (!text.startsWith('a:')) return readJson(text, JSON_LIMITS);
  const value = readSerialized(Buffer.from(text, 'utf8')) ?? readMiscounted(text);
  if (value === undefined && isMiscounted(text)) {
    throw invalid('customfields: a length in the serialized array is wrong, because PHP counts bytes');
  }
  return value;
};

const isNothing = (text: string): boolean => EMPTY_TEXTS.has(text) || meansNothing(text, true);

/**
 * @returns the decoded value, or undefined when the text means "no custom fields"
 * @throws ApiError (invalid) when the text cannot be read
 */
const readText = (sent: string): unknown => {
  if (sent.length > MAX_CHARACTERS) throw refusal();
  const text = sent.trim();
  if (isNothing(text)) return undefined;
  // Text inside JSON or base64 was encoded twice, so it is read again.
  if (isContainer(text) || text.startsWith('"')) {
    const value = parse(text);
    if (value === undefined) throw refusal();
    return typeof value === 'string' ? readText(value) : value;
  }
  // Don't trim base64: a space at its end is a plus sign that was not urlencoded.
  const bytes = decodeBase64(sent);
  if (bytes !== undefined && !isUtf8(bytes) && isContainer(bytes.toString('latin1'))) {
    throw invalid('customfields must be UTF-8 text');
  }
  if (bytes === undefined || !isUtf8(bytes)) throw refusal();
  return readText(bytes.toString('utf8'));
};

/** Whether text is the whole parameter, rather than the value of a field. */
const isEncoded = (text: unknown): text is string =>
  typeof text === 'string' &&
  (isContainer(text.trim()) || isContainer(decodeBase64(text)?.toString('latin1').trim() ?? ''));

/**
 * Takes out the values of a parameter that was wrapped: text in a list of one, a list of {field: value}, one {id, value}
 * without a list, and the `customfield` of our own answers.
 */
const unwrapped = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const [[key = '', entry] = [], ...others] = Object.entries(value);
  if (others.length === 0 && key === '0' && isEncoded(entry)) return readText(entry);
  if (others.length === 0 && key.toLowerCase() === 'customfield') return entry;
  const list = asList(value);
  // No field has the id 0.
  if (Array.isArray(list) && key === '0' && list.every(isPlainObject) && !list.some(isPair))
    return Object.fromEntries(list.flatMap(Object.entries));
  return isPlainObject(value) && isWholePair(value) ? [value] : value;
};

const isWholePair = (value: Record<string, unknown>): boolean => {
  const given = Object.keys(value).map((key) => key.toLowerCase());
  return IDS.some((id) => given.includes(id)) && VALUES.some((name) => given.includes(name)) && given.every(isKnownKey);
};

const isKnownKey = (key: string): boolean => [...KEYS, ...VALUES].includes(key);

const IDS = ['id', 'fieldid', 'field_id'];
const KEYS = [...IDS, 'name', 'key', 'field'];
const VALUES = ['value', 'field_value', 'fieldvalue'];

/** Reads a list of {id, value} or {name, value}, the form of other APIs and of our own answers. */
export const pairsIn = (parameter: string, list: unknown[]): [string, unknown][] =>
  list.map((entry, index) => {
    if (!isPlainObject(entry)) throw invalid(`${parameter}: entry ${index + 1} has no id or name`);
    const given = new Map(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), value]));
    const key = KEYS.map((name) => given.get(name)).find(
      (id) => typeof id === 'number' || (typeof id === 'string' && id),
    );
    const name = VALUES.find((candidate) => given.has(candidate));
    if (key === undefined) throw invalid(`${parameter}: entry ${index + 1} has no id or name`);
    if (name === undefined) throw invalid(`${parameter}: entry ${index + 1} has no value`);
    return [String(key), given.get(name)];
  });

/** Whether a list is one of values, rather than values by position. */
export const hasPairs = (value: unknown): value is unknown[] => Array.isArray(value) && value.some(isPair);

const isPair = (entry: unknown): boolean =>
  isPlainObject(entry) && Object.keys(entry).some((key) => isKnownKey(key.toLowerCase()));

/**
 * Reads the `customfields` parameter in every form that clients send:
 * - base64 of a PHP serialized array (documented) or of JSON
 * - either of the two without base64, or wrapped in a list
 * - `customfields[ID]=value`, as decoded from a form
 * - a list of {id, value} or {name, value}, or one of them; a list of {field: value}
 * - `{customfield: [...]}`, as GetTicket answers it
 * - from this process, the array itself
 *
 * Absent, empty, `[]`, `{}`, `a:0:{}`, words for null and false, and their base64 all mean no custom fields.
 *
 * @returns values by field id or name, in an object without prototype; in a list, the positions are the ids. Scalars
 *   become text as PHP casts them (true is "1", false and null are ""). Undefined when there are no custom fields
 * @throws ApiError (invalid) `customfields must be a base64 encoded serialized array or JSON object of field id =>
 *   value`; `customfields: a length in the serialized array is wrong, because PHP counts bytes`; `customfields must be
 *   UTF-8 text`; `customfields: entry 1 has no id or name`; `customfields: entry 1 has no value`
 */
export const decodeCustomFields = (sent: unknown): Record<string, CustomFieldValue> | undefined => {
  const value = typeof sent === 'string' ? readText(sent) : sent;
  const decoded = unwrapped(value);
  return hasPairs(decoded) ? record(Object.fromEntries(pairsIn('customfields', decoded)), fieldValue) : named(decoded);
};

/** Checks values by name. */
const named = (decoded: unknown): Record<string, CustomFieldValue> | undefined => {
  if (decoded === undefined || decoded === null) return undefined;
  if (!Array.isArray(decoded) && !isPlainObject(decoded)) throw refusal();
  const fields = record({ ...decoded }, fieldValue);
  return Object.keys(fields).length === 0 ? undefined : fields;
};

/**
 * Reads any other parameter that holds names and values, in the same forms except lists of {id, value}.
 *
 * @returns the values; undefined when there are none; null when they cannot be read, so that validation refuses them
 *   with the parameter's own text
 */
export const decodeValues = (value: unknown): Record<string, CustomFieldValue> | null | undefined => {
  try {
    return named(typeof value === 'string' ? readText(value) : value);
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
};
