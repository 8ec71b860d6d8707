import { ApiError } from '../errors';

/** Where a variable goes: the name of a form field, then the keys inside it. `null` stands for `[]`, the next free index. */
export type PhpPath = [field: string, ...keys: (string | null)[]];

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && ' \t\n\v\f\r'.includes(character);

/** PHP lets no mangled name pass for one of the names that browsers reserve. */
const isForged = (field: string, sent: string): boolean =>
  ['__Host-', '__Secure-'].some((prefix) => field.startsWith(prefix) && !sent.startsWith(prefix));

/**
 * Takes a form field's name apart as PHP 8.2 does: leading spaces go, dots and spaces before the first bracket
 * become underscores, `[]` appends, text after a closing bracket is ignored, and a first bracket that never closes is an
 * underscore too.
 *
 * @param name the decoded name, up to its first NUL
 * @param depth how many pairs of brackets a name may have
 * @returns the path, or undefined for a name that PHP drops without a word (empty, or nothing before the bracket)
 * @throws ApiError malformed `Parameter names may have at most 64 levels of brackets`
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
    // PHP looks for the closing bracket behind one white space, but keeps that space in a key that is not empty.
    const close = sent.indexOf(']', isSpace(sent[key]) ? key + 1 : key);
    if (close < 0) return path.length > 1 ? path : [`${field}_${sent.slice(key).replace(/[ .[]/g, '_')}`];
    const isEmpty = close === key || (close === key + 1 && isSpace(sent[key]));
    path.push(isEmpty ? null : sent.slice(key, close));
    at = close + 1;
  }
  return path;
};
