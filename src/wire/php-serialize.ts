import { isUtf8 } from 'node:buffer';
import { unserialize } from 'php-serialize';
import { isSerialized } from './php-serialize-guard';

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Makes what php-serialize returns safe to print and to index: no BigInt, no minus zero, no prototype. */
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
 * Reads what PHP's serialize() wrote, as far as ticket parameters need it: null, booleans, integers, finite floats, UTF-8
 * strings, and arrays of them three deep with at most 2,000 values.
 *
 * The library alone is not safe with a stranger's bytes: 35 of them make it fill the heap, objects reach class names, a
 * `__proto__` key becomes the prototype. Only what the guard has passed reaches it.
 *
 * @returns arrays whose keys are 0..n-1 in order as JavaScript arrays, others as objects without prototype (integer keys
 *   kept, as property names); integers beyond 2^53 as strings; undefined for anything that is not acceptable. Never throws
 */
export const readSerialized = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes) || !isSerialized(bytes)) return undefined;
  try {
    return tidy(unserialize(bytes, Object.create(null)));
  } catch {
    return undefined;
  }
};
