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
    for (const [key, inner] of Object.entries(value)) append(pairs, `${name}[${key}]`, inner);
  } else {
    pairs.push(`${name}=${escapeValue(String(value))}`);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break or another control character could end a pair
const BREAKING = /[%;=&+\0-\x1f\x7f]/g;

const escapeValue = (text: string): string =>
  text.replace(BREAKING, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
