import { isUtf8 } from 'node:buffer';
import { unserialize } from 'php-serialize';
import { withByteLengths, withoutLengths } from './php-lengths';
import { isSerialized } from './php-serialize-guard';

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Makes the result of php-serialize safe to print and to index: no BigInt, no minus zero, no prototype. */
const tidy = (value: unknown): unknown => {
  if (value === 0 || value === 0n) return 0;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(tidy);
  if (!isContainer(value)) return value;
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of Object.entries(value)) object[key] = tidy(entry);
  return object;
};

/**
 * Reads the output of PHP's serialize(), as far as ticket parameters need it: null, booleans, integers, finite floats,
 * UTF-8 strings, and arrays of these, at most three levels deep and with at most 2,000 values.
 *
 * The php-serialize library alone is not safe with untrusted bytes: 35 bytes can make it fill the heap, objects reach
 * class names, and a `__proto__` key becomes the prototype. So it only sees bytes that passed the guard.
 *
 * @returns arrays with keys 0..n-1 in order as JavaScript arrays, other arrays as objects without prototype (integer
 *   keys become property names), integers beyond 2^53 as strings; undefined for anything not accepted. Never throws
 */
export const readSerialized = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes) || !isSerialized(bytes)) return undefined;
  return unserialized(bytes);
};

/**
 * Reads serialized text whose string lengths count characters instead of bytes.
 *
 * @returns the value as {@link readSerialized} does; undefined unless there is exactly one reading
 */
export const readMiscounted = (text: string): unknown => {
  const readings = withByteLengths(text).map((reading) => Buffer.from(reading));
  const [only, ...others] = readings.filter((reading) => isSerialized(reading));
  return only === undefined || others.length > 0 ? undefined : unserialized(only);
};

/** Whether nothing is wrong with serialized text but the lengths of its strings. */
export const isMiscounted = (text: string): boolean => isSerialized(Buffer.from(withoutLengths(text)));

const unserialized = (bytes: Buffer): unknown => {
  try {
    return tidy(unserialize(bytes, Object.create(null)));
  } catch {
    return undefined;
  }
};
