/** Shows that a text went on. */
const MARK = ' [...]';

/** How long characters become as HTML. */
const AS_HTML: Record<string, number> = { '"': 6, '\n': 6, "'": 5, '&': 5, '<': 4, '>': 4 };
const LONGEST_AS_HTML = 6;

/**
 * Shortens a text, and marks it.
 *
 * @param longest in characters, without the mark
 * @param longestHtml what the text may become once it is escaped: six times as long, if it has nothing but quotes
 */
export function shortened(text: string, longest: number, longestHtml = Number.POSITIVE_INFINITY): string {
  const end = Math.min(longest, endWithin(text, longestHtml));
  return text.length <= end ? text : text.slice(0, end).toWellFormed() + MARK;
}

/** Shortens a text so that it fits, escaped and with the mark; empty if not even the mark does. */
export const squeezed = (text: string, longestHtml: number): string =>
  endWithin(text, longestHtml) === text.length
    ? text
    : longestHtml < MARK.length
      ? ''
      : shortened(text, text.length, longestHtml - MARK.length);

/** Where a text ends that is to be no longer than this once it is escaped. */
function endWithin(text: string, longestHtml: number): number {
  if (text.length * LONGEST_AS_HTML <= longestHtml) return text.length;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length += AS_HTML[text.charAt(at)] ?? 1;
    if (length > longestHtml) return at;
  }
  return text.length;
}
