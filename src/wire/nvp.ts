import { escapeAscii, escapesOf } from './escape';
import type { Plain } from './present';

/**
 * Name-value pairs on one line: `result=success;id=1`, nested data with brackets as in `tickets[ticket][0][id]=1`.
 *
 * What could end a pair or begin another is percent-encoded, and so are `%` and `+`, so that a value read back by any
 * URL decoder is the value that was written. Everything else stays as it is.
 */
export function toNvp(answer: { [name: string]: Plain }): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(answer)) append(pairs, name, value);
  return pairs.join(';');
}

function append(pairs: string[], name: string, value: Plain): void {
  if (typeof value === 'object' && value !== null) {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    for (const [key, inner] of entries) append(pairs, `${name}[${key}]`, inner);
  } else {
    pairs.push(`${name}=${escapeAscii(String(value), ESCAPES)}`);
  }
}

const isBreaking = (character: string): boolean => '%;=&+\x7f'.includes(character) || character < ' ';

const ESCAPES = escapesOf((character) =>
  isBreaking(character) ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : undefined,
);
