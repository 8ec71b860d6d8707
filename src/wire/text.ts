const FALSE_WORDS = new Set(['', '0', 'false', 'off', 'no', 'null', 'undefined']);

/**
 * Whether a flag is set. JavaScript clients send booleans as `true` and `false`, HTML forms send `on`, and PHP sends 1,
 * 0 or an empty field. PHP's own rule would read the word "false" as true.
 *
 * @param value what was sent
 * @returns false for '', 0, false, off, no, null and undefined, in any letter case and with spaces around; true for
 *   everything else, containers included
 */
export const truthy = (value: unknown): boolean => {
  if (typeof value === 'string') return !FALSE_WORDS.has(value.trim().toLowerCase());
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return value !== undefined && value !== null && value !== false && value !== 0n;
};

/** Whether Postgres can store a text and return it unchanged: well-formed UTF-16 without a NUL character. */
export const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * Makes a caller's name safe to repeat in an error text or a log line: one line, at most 60 characters, with a question
 * mark for each character that does not print (controls, direction marks, zero-width characters, lone surrogates).
 */
export const shownName = (name: string): string =>
  Array.from(name.slice(0, 200).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?'))
    .slice(0, 60)
    .join('');
