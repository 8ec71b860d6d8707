import { isAscii, isUtf8 } from 'node:buffer';
import { ApiError } from '../errors';
import { decodeCharset } from './charset';
import { LongBase64 } from './long-base64';
import { percentDecode, percentDecodeBytes } from './percent';
import { type FormValue, PhpArray } from './php-array';
import { phpPath } from './php-name';
import { shownName } from './text';

export type { FormValue } from './php-array';

/** Without prototype: `__proto__` and `constructor` are ordinary names. */
type FormFields = Record<string, FormValue>;

/** The fields of a form, folded as PHP folds $_POST. */
export interface PhpForm {
  fields: FormFields;
  /** Why the first rejected field was left out, as a sentence for the caller. */
  problem?: string;
}

interface FormLimits {
  /** How many name and value pairs a form may have. */
  variables: number;
  /** How many pairs of brackets a name may have. */
  depth: number;
  /** How long a name may be. PHP has no such limit, but no client has such names either. */
  nameBytes: number;
}

/** PHP's own max_input_vars and max_input_nesting_level. PHP silently drops the excess; we refuse the form. */
export const PHP_FORM_LIMITS: FormLimits = { variables: 1_000, depth: 64, nameBytes: 1_000 };

/** A name or value of a form: decoded text, or bytes that must still be checked for UTF-8. */
export type FormPart = string | Buffer;

const AMPERSAND = 0x26;
const EQUALS = 0x3d;

const decodeText = (part: FormPart, charset?: string): string | undefined => {
  if (typeof part === 'string') return part.isWellFormed() ? part : undefined;
  // For plain ASCII, this reading is faster.
  if (isAscii(part)) return part.toString('latin1');
  return isUtf8(part) ? part.toString('utf8') : charset === undefined ? undefined : decodeCharset(part, charset);
};

/** PHP reads names as C strings, up to the first NUL. Cut before the UTF-8 check: PHP never sees the rest. */
const withoutNul = (name: FormPart): FormPart => {
  const end = name.indexOf('\0');
  return end < 0 ? name : typeof name === 'string' ? name.slice(0, end) : name.subarray(0, end);
};

type Pair = readonly [name: FormPart, value: FormPart | LongBase64];

/** Adds one variable to the form. @returns why it was left out, or undefined if it was added */
const addTo = (
  root: PhpArray,
  [rawName, rawValue]: Pair,
  limits: FormLimits,
  charset: string | undefined,
): string | undefined => {
  const cutName = withoutNul(rawName);
  if (Buffer.byteLength(cutName) > limits.nameBytes) {
    return `Parameter name "${shownName(cutName.toString())}" is longer than ${limits.nameBytes} bytes`;
  }
  const name = decodeText(cutName, charset);
  if (name === undefined) return `Parameter name "${shownName(cutName.toString())}" is not valid UTF-8 text`;
  const path = phpPath(name, limits.depth);
  if (path === undefined) return undefined;

  const value = rawValue instanceof LongBase64 ? rawValue : decodeText(rawValue, charset);
  if (value === undefined) return `Parameter "${shownName(name)}" is not valid UTF-8 text`;
  if (typeof value === 'string' && value.includes('\0'))
    return `Parameter "${shownName(name)}" contains a NUL character`;

  const key = path.pop() ?? null;
  let target: PhpArray | undefined = root;
  for (const step of path) target = target?.child(step);
  target?.set(key, value);
  return undefined;
};

const fold = (pairs: Iterable<Pair>, limits: FormLimits, charset?: string): PhpForm => {
  const root = new PhpArray();
  let count = 0;
  let problem: string | undefined;
  for (const pair of pairs) {
    count += 1;
    if (count > limits.variables) {
      throw new ApiError('too_large', `A request may have at most ${limits.variables} parameters`);
    }
    const fault = addTo(root, pair, limits, charset);
    problem ??= fault;
  }
  const fields = root.toObject();
  return problem === undefined ? { fields } : { fields, problem };
};

/** From this length on, a body is cut as bytes: V8 makes texts of over 128 KB in pages of their own, which is slow. */
const LONG_BODY = 65_536;

/** No field that stays in place has so long a name. */
const LONG_NAME = 100;

const NO_NAMES: ReadonlySet<string> = new Set();

function* pairsOf(body: Buffer, inPlace: ReadonlySet<string>): Generator<Pair> {
  const isOnlyAscii = isAscii(body);
  if (body.length < LONG_BODY) return yield* pairsIn(body.toString('latin1'), isOnlyAscii);
  for (let start = 0; start < body.length; ) {
    if (body[start] === AMPERSAND) {
      start += 1;
      continue;
    }
    const end = body.indexOf(AMPERSAND, start);
    const pair = body.subarray(start, end < 0 ? body.length : end);
    start = end < 0 ? body.length : end + 1;
    if (pair.length < LONG_BODY) yield* pairsIn(pair.toString('latin1'), isOnlyAscii);
    else {
      const equals = pair.indexOf(EQUALS);
      const name = pair.subarray(0, equals < 0 ? pair.length : equals);
      const value = pair.subarray(name.length + 1);
      const staysInPlace = name.length < LONG_NAME && inPlace.has(name.toString('latin1').toLowerCase());
      const base64 = staysInPlace ? LongBase64.of(value) : undefined;
      yield [percentDecodeBytes(name), base64 ?? percentDecodeBytes(value)];
    }
  }
}

function* pairsIn(text: string, isOnlyAscii: boolean): Generator<Pair> {
  for (let start = 0; start < text.length; ) {
    if (text.charCodeAt(start) === AMPERSAND) {
      start += 1;
      continue;
    }
    const end = text.indexOf('&', start);
    const pair = text.slice(start, end < 0 ? undefined : end);
    start = end < 0 ? text.length : end + 1;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    yield [percentDecode(name, isOnlyAscii), percentDecode(value, isOnlyAscii)];
  }
}

/**
 * Decodes an `application/x-www-form-urlencoded` body by PHP 8.2's rules for $_POST, which clients written for PHP rely
 * on. The popular decoders renumber integer keys (`customfields[7]` becomes `[0]`) and merge repeated names.
 *
 * Text must be UTF-8, or of the charset, without NUL, and names must not be too long. A field that breaks a rule is left
 * out and reported in `problem`. It does not throw, because a refusal needs the credentials and the response type in the
 * other fields.
 *
 * @param body the bytes; a string is encoded as UTF-8, so pass the query of a raw URL as Buffer.from(query, 'latin1')
 * @param inPlace the names, in lower case, of fields in which a long base64 text becomes a LongBase64
 * @param charset the character set of names and values that are not UTF-8, if the caller named one
 * @returns the fields, and the first problem if there was one
 * @throws ApiError (too_large) `A request may have at most 1000 parameters`; (malformed) `Parameter names may have at
 *   most 64 levels of brackets`
 */
export const decodeUrlencoded = (
  body: Buffer | string,
  limits: FormLimits = PHP_FORM_LIMITS,
  inPlace: ReadonlySet<string> = NO_NAMES,
  charset?: string,
): PhpForm => {
  // Most calls have no query string.
  if (body.length === 0) return { fields: Object.create(null) as FormFields };
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return fold(pairsOf(bytes, inPlace), limits, charset);
};

/**
 * Builds a form from the text fields of a `multipart/form-data` body, in the order sent. Rules and refusals are those
 * of {@link decodeUrlencoded}.
 *
 * @param pairs names and values, already unescaped; pass buffers to have their UTF-8 checked
 */
export const foldFields = (pairs: Iterable<Pair>, limits: FormLimits = PHP_FORM_LIMITS): PhpForm => fold(pairs, limits);
