import { ApiError } from '../errors';
import { readJson } from '../wire/json-text';
import { isPlainObject } from '../wire/plain-object';
import { type Label, refuseOtherText, wrongType } from './body-shape';

/** The refusal of a JSON body without members. Some routes take it as a call without parameters. */
export class NullBody extends ApiError {
  override name = 'NullBody';

  /** @param sent `[]` is PHP's array without members */
  constructor(readonly sent: 'null' | '[]') {
    super('malformed', 'The JSON body must be an object of parameters');
  }
}

/** Enough for every structured parameter. */
const JSON_LIMITS = { depth: 8, values: 10_000 };

/**
 * Reads a JSON body, whatever it was called.
 *
 * @returns its members; undefined if it is a form after all, whose first name begins like JSON
 * @throws ApiError (malformed) that says what is wrong with it
 */
export function readJsonBody(bytes: Buffer, label: Label): Record<string, unknown> | undefined {
  const value = unwrapped(readJson(withoutEscapes(bytes), JSON_LIMITS));
  if (isPlainObject(value)) return value;
  if (label !== 'json' && hasOddName(bytes)) return undefined;
  if (label === 'other') throw wrongType();
  refuseOtherText(bytes);
  if (value === null) throw new NullBody('null');
  if (Array.isArray(value) && value.length === 0) throw new NullBody('[]');
  if (value !== undefined) throw new ApiError('malformed', 'The JSON body must be an object of parameters');
  throw new ApiError('malformed', label === 'json' ? BAD_JSON : LIKE_JSON);
}

const BAD_JSON = 'The body is not valid JSON, or too deeply nested';
const LIKE_JSON =
  'The body looks like JSON, but is not valid JSON, or too deeply nested: correct it and send it as application/json';

/** Takes an object out of a list of one, or out of JSON text within JSON, which programs send that encode twice. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1 && isPlainObject(value[0])) return value[0];
  const inner = typeof value === 'string' ? readJson(value, JSON_LIMITS) : undefined;
  return isPlainObject(inner) ? inner : value;
}

/**
 * Undoes the escapes of JSON that was sent like a name or value of a form: curl's --data-urlencode writes it so, and so
 * does JavaScript's URLSearchParams, with an equals sign at its end. A further equals sign or ampersand shows that the
 * latter has cut the JSON, and lost a part of it.
 */
function withoutEscapes(bytes: Buffer): Buffer | string {
  const isEscaped = bytes[0] === PERCENT;
  if (!isEscaped && bytes.at(-1) !== EQUALS) return bytes;
  const text = bytes.toString('utf8').replace(/=$/, '');
  if (!isEscaped || /[=&]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return bytes;
  }
}

const PERCENT = 0x25;
const EQUALS = 0x3d;

/** Whether a form has a first name such as `[a]` or `{a}`. The first equals sign of JSON is within quotes. */
function hasOddName(bytes: Buffer): boolean {
  const [, name] = /^([^=&]*)=/.exec(bytes.toString('latin1').replaceAll('%22', '"')) ?? [];
  return name !== undefined && (!name.includes('"') || readJson(name, JSON_LIMITS) !== undefined);
}
