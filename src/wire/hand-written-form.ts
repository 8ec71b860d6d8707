/**
 * Removes from a form what no encoder writes and people and programs leave between its fields:
 * - line ends: forms are written in several lines, and `wget --post-file` sends the end of the last one
 * - the `amp;` of PHP's http_build_query where `arg_separator.output` is `&amp;`
 * - the question mark of a query string
 *
 * An encoded line break, `%0A`, stays, and so does one within a value.
 *
 * @returns the same bytes, if there is nothing to remove
 */
export function tidyForm(bytes: Buffer): Buffer {
  const isTidy = bytes[0] !== QUESTION_MARK && !bytes.includes(LF) && !bytes.includes(CR) && !bytes.includes(ESCAPED);
  if (isTidy) return bytes;
  return Buffer.from(bytes.toString('latin1').split('&').map(tidyPair).join('&'), 'latin1');
}

const LF = 0x0a;
const CR = 0x0d;
const QUESTION_MARK = 0x3f;
const ESCAPED = '&amp;';

const BEFORE_NAMES = /^(?:[? \t\r\n]|amp;)+/;

/** A pair without the blanks at its end stays if no line ends there: blanks are a part of the value. */
function tidyPair(pair: string): string {
  let end = pair.length;
  let hasLineEnd = false;
  for (; end > 0 && ' \t\r\n'.includes(pair.charAt(end - 1)); end -= 1) hasLineEnd ||= isLineEnd(pair.charAt(end - 1));
  return (hasLineEnd ? pair.slice(0, end) : pair).replace(BEFORE_NAMES, '');
}

const isLineEnd = (character: string): boolean => character === '\n' || character === '\r';
