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
