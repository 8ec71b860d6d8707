import { escapeAscii, escapesOf } from './escape';
import type { Plain } from './present';

/**
 * Writes name-value pairs on one line, each ending with `;`: `result=success;id=1;`, with brackets for nested data:
 * `tickets[ticket][0][id]=1;`. The published samples end with `;`, and some clients look for it behind each value.
 *
 * Characters that could end a pair or begin another are percent-encoded, as are `%` and `+`, so that any URL decoder
 * reads back the value that was written. Everything else stays unencoded.
 */
export function toNvp(answer: { [name: string]: Plain }): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(answer)) append(pairs, name, value);
  return pairs.join('');
}

function append(pairs: string[], name: string, value: Plain): void {
  if (typeof value === 'object' && value !== null) {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    for (const [key, inner] of entries) append(pairs, `${name}[${key}]`, inner);
  } else {
    pairs.push(`${name}=${escapeAscii(String(value), ESCAPES)};`);
  }
}

const isBreaking = (character: string): boolean => '%;=&+\x7f'.includes(character) || character < ' ';

const ESCAPES = escapesOf((character) =>
  isBreaking(character) ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : undefined,
);
