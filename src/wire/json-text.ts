import { isUtf8 } from 'node:buffer';

/** How much a JSON text may unfold to: levels of nesting, and values in total. */
export interface JsonLimits {
  depth: number;
  values: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENERS = new Set([0x5b, 0x7b]);
const CLOSERS = new Set([0x5d, 0x7d]);

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
};

const endOfString = (text: string, open: number): number => {
  let close = text.indexOf('"', open + 1);
  while (close > 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close;
};

const MINUS = 0x2d;
const POINT = 0x2e;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A double holds every number of fewer digits. */
const MANY_DIGITS = 16;

/**
 * Looks a text over, before it is parsed. It skips from quote to quote, so that megabytes of base64 in one string cost a
 * single search.
 *
 * @returns whether it has a number of many digits; undefined if it is over a limit
 */
const survey = (text: string, limits: JsonLimits): { hasLongNumbers: boolean } | undefined => {
  let depth = 0;
  let values = 1;
  let digits = 0;
  let mostDigits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      digits += 1;
      if (digits > mostDigits) mostDigits = digits;
      continue;
    }
    if (code !== POINT) digits = 0;
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values += 1;
    else if (OPENERS.has(code)) {
      depth += 1;
      values += 1;
    } else if (CLOSERS.has(code)) depth -= 1;
    if (depth > limits.depth || values > limits.values) return undefined;
  }
  return { hasLongNumbers: mostDigits >= MANY_DIGITS };
};

/** What only a name has behind it. A number there makes the text no JSON. */
const COLON_NEXT = /[ \t\n\r]*:/y;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * A program prints a double with at most so many digits, such as 0.10000000000000001 for 0.1. A fraction with more was
 * never a double.
 */
const DIGITS_OF_A_DOUBLE = 17;

/** Whether a number has more digits than a double keeps. With an exponent, it was one already. */
function losesDigits(literal: string): boolean {
  if (literal.length < MANY_DIGITS || /e/i.test(literal)) return false;
  if (!literal.includes('.')) return String(Number(literal)) !== literal;
  const digits = literal.replace(/[-.]/g, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return end - digits.search(/[1-9]/) > DIGITS_OF_A_DOUBLE;
}

/**
 * Writes numbers as texts that JSON.parse would change: 123456789012345678 would arrive as ...680. PHP keeps 64 bits, so
 * callers send such numbers. Where a text is expected, all digits arrive; where a number is, such a text is refused.
 */
function withExactNumbers(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    if (code !== MINUS && !isDigit(code)) continue;
    NUMBER.lastIndex = at;
    const literal = NUMBER.exec(text)?.[0] ?? text.charAt(at);
    COLON_NEXT.lastIndex = at + literal.length;
    if (losesDigits(literal) && !COLON_NEXT.test(text)) {
      pieces.push(text.slice(copied, at), `"${literal}"`);
      copied = at + literal.length;
    }
    at += literal.length - 1;
  }
  return pieces.join('') + text.slice(copied);
}

/**
 * Reads untrusted JSON. It checks the limits on the text, before parsing: JSON.parse builds a million nested arrays
 * from two megabytes, and code that later walks or prints them runs out of stack. Numbers with more digits than a double
 * holds become texts.
 *
 * @param text JSON as text, or as UTF-8 bytes
 * @returns the value; undefined if the text is not JSON, not UTF-8 or over a limit. A `__proto__` key is an ordinary
 *   own key, so copy with care. Never throws
 */
export const readJson = (text: string | Buffer, limits: JsonLimits): unknown => {
  if (typeof text !== 'string' && !isUtf8(text)) return undefined;
  const json = typeof text === 'string' ? text : text.toString('utf8');
  const found = survey(json, limits);
  if (found === undefined) return undefined;
  try {
    return JSON.parse(found.hasLongNumbers ? withExactNumbers(json) : json) as unknown;
  } catch {
    return undefined;
  }
};
