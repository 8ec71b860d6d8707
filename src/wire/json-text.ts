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

/** Skips from quote to quote, so that megabytes of base64 in one string cost a single search. */
const fits = (text: string, limits: JsonLimits): boolean => {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values += 1;
    else if (OPENERS.has(code)) {
      depth += 1;
      values += 1;
    } else if (CLOSERS.has(code)) depth -= 1;
    if (depth > limits.depth || values > limits.values) return false;
  }
  return true;
};

/**
 * Reads untrusted JSON. It checks the limits on the text, before parsing: JSON.parse builds a million nested arrays
 * from two megabytes, and code that later walks or prints them runs out of stack.
 *
 * @param text JSON as text, or as UTF-8 bytes
 * @returns the value; undefined if the text is not JSON, not UTF-8 or over a limit. A `__proto__` key is an ordinary
 *   own key, so copy with care. Never throws
 */
export const readJson = (text: string | Buffer, limits: JsonLimits): unknown => {
  if (typeof text !== 'string' && !isUtf8(text)) return undefined;
  const json = typeof text === 'string' ? text : text.toString('utf8');
  if (!fits(json, limits)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};
