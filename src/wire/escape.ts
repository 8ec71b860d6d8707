/** The replacement for each ASCII character, by its code; undefined where the character stays. */
type Escapes = readonly (Buffer | undefined)[];

const ASCII = 0x80;

export const escapesOf = (write: (character: string) => string | undefined): Escapes =>
  Array.from({ length: ASCII }, (_, code) => {
    const escaped = write(String.fromCharCode(code));
    return escaped === undefined ? undefined : Buffer.from(escaped, 'latin1');
  });

/**
 * Replaces ASCII characters. It works byte by byte, because replacing a million characters in a string blocks the
 * process for seconds.
 *
 * @param text lone surrogates come out as U+FFFD
 */
export function escapeAscii(text: string, escapes: Escapes): string {
  let first = 0;
  while (first < text.length && escapes[text.charCodeAt(first)] === undefined) first += 1;
  if (first === text.length) return text.toWellFormed();

  const bytes = Buffer.from(text);
  let size = bytes.length;
  for (const byte of bytes) size += (escapes[byte]?.length ?? 1) - 1;
  const escaped = Buffer.allocUnsafe(size);
  let at = 0;
  for (const byte of bytes) {
    const replacement = escapes[byte];
    if (replacement === undefined) escaped[at++] = byte;
    else at += replacement.copy(escaped, at);
  }
  return escaped.toString();
}
