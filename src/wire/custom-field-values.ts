import { isUtf8 } from 'node:buffer';
import { ApiError, invalid } from '../errors';
import { decodeBase64 } from './base64';
import { readJson } from './json-text';
import { readSerialized } from './php-serialize';
import { isPlainObject } from './plain-object';
import { isCleanText } from './text';

/** A field's value: text, or one level of texts for a field with nested choices. */
type CustomFieldValue = string | string[] | Record<string, string>;

const MAX_CHARACTERS = 256 * 1024;
const JSON_LIMITS = { depth: 2, values: 2_000 };
const EMPTY_TEXTS = new Set(['', '[]', '{}', 'null', 'undefined', 'a:0:{}', 'N;']);

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
  if (Array.isArray(value)) return value.map(scalar);
  return isPlainObject(value) ? record(value, scalar) : scalar(value);
};

const parse = (text: string): unknown =>
  text.startsWith('a:') ? readSerialized(Buffer.from(text, 'utf8')) : readJson(text, JSON_LIMITS);

/**
 * @returns the decoded value, or undefined when the text means "no custom fields"
 * @throws ApiError (invalid) when the text cannot be read
 */
const readText = (sent: string): unknown => {
  if (sent.length > MAX_CHARACTERS) throw refusal();
  let text = sent.trim();
  if (!/^(?:[[{]|a:)/.test(text) && !EMPTY_TEXTS.has(text)) {
    // Don't trim base64: a space at its end is a plus sign that was not urlencoded.
    const bytes = decodeBase64(sent);
    if (bytes === undefined || !isUtf8(bytes)) throw refusal();
    text = bytes.toString('utf8').trim();
  }
  if (EMPTY_TEXTS.has(text)) return undefined;
  const value = parse(text);
  if (value === undefined) throw refusal();
  return value;
};

/**
 * Reads the `customfields` parameter in every form that clients send:
 * - base64 of a PHP serialized array (documented) or of JSON
 * - either of the two without base64
 * - `customfields[ID]=value`, as decoded from a form
 * - from this process, the array itself
 *
 * Absent, empty, `[]`, `{}`, `a:0:{}` and their base64 all mean no custom fields.
 *
 * @returns values by field id or name, in an object without prototype; in a list, the positions are the ids. Scalars
 *   become text as PHP casts them (true is "1", false and null are ""). Undefined when there are no custom fields
 * @throws ApiError (invalid) `customfields must be a base64 encoded serialized array or JSON object of field id =>
 *   value`
 */
export const decodeCustomFields = (value: unknown): Record<string, CustomFieldValue> | undefined => {
  const decoded = typeof value === 'string' ? readText(value) : value;
  if (decoded === undefined || decoded === null) return undefined;
  if (!Array.isArray(decoded) && !isPlainObject(decoded)) throw refusal();
  const fields = record({ ...decoded }, fieldValue);
  return Object.keys(fields).length === 0 ? undefined : fields;
};

/**
 * Reads any other parameter that holds names and values, in the same forms.
 *
 * @returns the values; undefined when there are none; null when they cannot be read, so that validation refuses them
 *   with the parameter's own text
 */
export const decodeValues = (value: unknown): Record<string, CustomFieldValue> | null | undefined => {
  try {
    return decodeCustomFields(value);
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
};
