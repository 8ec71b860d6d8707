const FALSE_WORDS = new Set(['', '0', 'false', 'off', 'no', 'null', 'undefined']);

/**
 * Whether a flag is set. JavaScript clients send booleans as the words `true` and `false`, HTML forms as `on`, PHP as 1,
 * 0 or an empty field; PHP's own rule would read the word "false" as true.
 *
 * @param value what arrived: '', 0, false, off, no, null and undefined (any case, spaces around) are false
 * @returns true for everything else, containers included
 */
export const truthy = (value: unknown): boolean => {
  if (typeof value === 'string') return !FALSE_WORDS.has(value.trim().toLowerCase());
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return value !== undefined && value !== null && value !== false && value !== 0n;
};

/**
 * Whether Postgres can store a text and give it back unchanged: well formed UTF-16, and no NUL character.
 */
export const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * A name that a caller chose, fit to be repeated in an error text and a log line: one line, at most 60 characters, with a
 * question mark for whatever does not print (controls, direction marks, zero-width characters, lone surrogates).
 */
export const shownName = (name: string): string =>
  Array.from(name.slice(0, 200).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?'))
    .slice(0, 60)
    .join('');
