/** How programs print null: PHP, Python, Ruby, Go, C, JavaScript, pandas, Objective-C and PostgreSQL's COPY. */
const NULL_WORDS = ['null', 'none', 'nil', 'undefined', 'nan', 'nat', '(null)', '<null>', '<nil>', '<na>', '\\n'];

/**
 * The same, and Python's `False`, in the exact letters in which programs print them. `Null`, `none` and `false` may be
 * words that a person wrote.
 */
const EXACT_NULL_WORDS = new Set(['null', 'NULL', 'None', 'nil', 'undefined', 'NaN', 'nan', 'NaT', '\\N', 'False']);
const BRACKETED_NULL_WORDS = ['(null)', '<null>', '<nil>', '<NA>'];
for (const word of BRACKETED_NULL_WORDS) EXACT_NULL_WORDS.add(word);

const PRINTED_FALSE_WORDS = ['false', 'f', 'n'];
const FALSE_WORDS = ['0', 'no', 'off', ...PRINTED_FALSE_WORDS];

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on']);
const FALSE = new Set(['', ...FALSE_WORDS, ...NULL_WORDS]);

/** The longest word of any list above, with quotes around it. */
const LONGEST = 'undefined'.length + 2;

/**
 * A word without the spaces and quotes that careless callers leave around it: `"None"` is None. pandas writes the 1 and 0
 * of a column that lacks one as `1.0` and `0.0`.
 */
function bare(sent: unknown): string | undefined {
  if (typeof sent === 'number' || typeof sent === 'bigint') return String(sent);
  if (typeof sent !== 'string') return undefined;
  const text = sent.trim();
  if (text.length > LONGEST) return undefined;
  const word = /^(["'])(.*)\1$/.exec(text)?.[2]?.trim() ?? text;
  return word.replace(/^([01])\.0+$/, '$1');
}

/**
 * Reads a flag. Python sends `True` and `None`, PostgreSQL `t` and `f`, forms `on`, PHP 1, 0 or an empty field.
 *
 * @param sent text, or a JavaScript value
 * @returns undefined for any other word. Callers must refuse that: a flag such as `delete` must never be set by accident
 */
export function readFlag(sent: unknown): boolean | undefined {
  if (typeof sent === 'boolean') return sent;
  if (sent === null) return false;
  const word = bare(sent)?.toLowerCase();
  if (word === undefined) return undefined;
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}

/**
 * Whether a value other than free text says that there is none: false, or a word for null or false, in any letter case.
 *
 * @param zero whether `0` says so too, as it does where a list is expected, but not where a number is
 */
export function meansNothing(sent: unknown, zero: boolean): boolean {
  if (sent === false) return true;
  const word = bare(sent)?.toLowerCase();
  return word !== undefined && FALSE.has(word) && (zero || word !== '0');
}

/**
 * Whether a text that refers to something, such as a status or an address, is a word for null, `false`, `f` or `n`. `no`
 * and `off` are not: a language or a status may have that name.
 *
 * @param zero whether `0`, which PHP's forms send for false, says so too. An administrator `0` stands for nobody
 */
export function meansNull(sent: unknown, zero: boolean): boolean {
  if (sent === false) return true;
  const word = bare(sent)?.toLowerCase();
  if (word === undefined) return false;
  return NULL_WORDS.includes(word) || PRINTED_FALSE_WORDS.includes(word) || (zero && word === '0');
}

/** Whether free text is what a program printed for null or false. Words that a person may have written stay. */
export function isPrintedNull(sent: unknown): boolean {
  const word = bare(sent);
  return word !== undefined && EXACT_NULL_WORDS.has(word);
}
