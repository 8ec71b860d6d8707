import { ApiError } from '../errors';

/** Where a variable goes: the field's name, then the keys inside it. `null` stands for `[]`, the next free index. */
type PhpPath = [field: string, ...keys: (string | null)[]];

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && ' \t\n\v\f\r'.includes(character);

/** As in PHP, mangling must not turn a name into one that browsers reserve. */
const isForged = (field: string, sent: string): boolean =>
  ['__Host-', '__Secure-'].some((prefix) => field.startsWith(prefix) && !sent.startsWith(prefix));

/**
 * Parses the name of a form field as PHP 8.2 does:
 * - leading spaces are dropped
 * - dots and spaces before the first bracket become underscores, and so does a first bracket that never closes
 * - `[]` appends
 * - text after a closing bracket is ignored
 *
 * @param name the decoded name, up to its first NUL
 * @param depth how many pairs of brackets a name may have
 * @returns the path, or undefined for a name that PHP silently drops (empty, or nothing before the bracket)
 * @throws ApiError (malformed) `Parameter names may have at most 64 levels of brackets`
 */
export const phpPath = (name: string, depth: number): PhpPath | undefined => {
  let first = 0;
  while (name[first] === ' ') first += 1;
  const sent = name.slice(first);
  const open = sent.indexOf('[');
  const field = (open < 0 ? sent : sent.slice(0, open)).replace(/[ .]/g, '_');
  if (field === '' || isForged(field, sent)) return undefined;

  const path: PhpPath = [field];
  let at = open < 0 ? sent.length : open;
  while (sent[at] === '[') {
    if (path.length > depth) {
      throw new ApiError('malformed', `Parameter names may have at most ${depth} levels of brackets`);
    }
    const key = at + 1;
    // PHP skips one white-space character before it looks for the closing bracket, but keeps it in a non-empty key.
    const close = sent.indexOf(']', isSpace(sent[key]) ? key + 1 : key);
    if (close < 0) return path.length > 1 ? path : [`${field}_${sent.slice(key).replace(/[ .[]/g, '_')}`];
    const isEmpty = close === key || (close === key + 1 && isSpace(sent[key]));
    path.push(isEmpty ? null : sent.slice(key, close));
    at = close + 1;
  }
  return path;
};
