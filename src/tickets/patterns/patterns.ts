import { channel } from 'node:diagnostics_channel';
import type { RE2JS } from 're2js';
import { ApiError } from '../../errors';
import { toLinear } from './linear';
import { MatchWorker } from './match-worker';

/** Tells the desk about a pattern that took too long, for its log: `{ pattern }`. At most once a minute each. */
export const slowPatterns = channel('hatchdesk.slow-patterns');
const TELL_AGAIN_MS = 60_000;

/** The linear engine steps through a program for each character. A step takes up to a microsecond. */
const MOST_STEPS = 20_000;

/** More waiting matches would take a second. A call that waits holds a connection to the database. */
const MOST_WAITING = 20;

const MOST_KNOWN = 500;

interface Known {
  /** Undefined for a stored pattern that cannot be read: no text has its format. */
  pattern: RegExp | undefined;
  linear: RE2JS | undefined;
  told: number;
}

const known = new Map<string, Known>();
const worker = new MatchWorker();

/** Reads a pattern as operators write it, with or without delimiters and flags. @throws SyntaxError */
export function compile(pattern: string): RegExp {
  const [, body, flags] = /^\/(.*)\/([a-z]*)$/is.exec(pattern) ?? [];
  return body === undefined ? new RegExp(pattern) : new RegExp(body, flags);
}

/**
 * Whether a pattern can take long for some texts. Such a pattern has something that no linear engine has, such as
 * lookahead or a backreference.
 */
export function canTakeLong(pattern: string): boolean {
  const entry = find(pattern);
  return entry.pattern !== undefined && entry.linear === undefined;
}

/**
 * Whether a text has the format of a field's pattern. It never blocks the server: the pattern runs in linear time or,
 * if it cannot, in a thread and for a limited time.
 *
 * @returns false, too, if it cannot be said in time
 * @throws ApiError (busy) if too many texts are waiting for the thread
 */
export async function hasFormat(text: string, pattern: string): Promise<boolean> {
  const entry = find(pattern);
  if (entry.pattern === undefined) return false;
  if (entry.linear !== undefined && isLinearFor(text, entry.pattern, entry.linear)) return entry.linear.test(text);
  if (worker.load >= MOST_WAITING) {
    throw new ApiError('busy', 'Too many custom fields are being checked at once, please try again shortly');
  }
  const matched = await worker.match(entry.pattern, text);
  if (matched === undefined) tell(pattern, entry);
  return matched === true;
}

/** JavaScript counts halves of a character, and ignores case in its own way beyond ASCII. */
function isLinearFor(text: string, pattern: RegExp, linear: RE2JS): boolean {
  const isAlike = pattern.ignoreCase ? !/[^\0-\x7f]/.test(text) : !/[\ud800-\udfff]/.test(text);
  return isAlike && linear.programSize() * text.length <= MOST_STEPS;
}

function find(pattern: string): Known {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const compiled = read(pattern);
  const entry = { pattern: compiled, linear: compiled && toLinear(compiled), told: Number.NEGATIVE_INFINITY };
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(pattern, entry);
  return entry;
}

function read(pattern: string): RegExp | undefined {
  try {
    return compile(pattern);
  } catch {
    return undefined;
  }
}

function tell(pattern: string, entry: Known): void {
  const now = performance.now();
  if (now < entry.told + TELL_AGAIN_MS) return;
  entry.told = now;
  slowPatterns.publish({ pattern });
}
