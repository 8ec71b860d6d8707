import type { UpstreamAnswer } from '../upstream/client';
import { type Comparison, compareAnswers } from './diff';
import { readAnswer, UnreadableAnswer } from './read-answer';

/** An answer of ours, as the caller gets it. */
export interface OurAnswer {
  status: number;
  body: string;
}

/** Statuses that speak about our credential or the other desk's load, not about the call. */
const REFUSED = new Set([401, 403, 429]);

/**
 * Says what is wrong with the other desk's answer, so that no caller must get it.
 *
 * @returns the outcome and why, in words; undefined if it is a proper answer
 */
export function faultOf({
  status,
  body,
}: UpstreamAnswer): { outcome: 'failed' | 'unreadable'; said: string } | undefined {
  if (status >= 500) return { outcome: 'failed', said: `it answered with the status ${status}` };
  try {
    const { answer } = readAnswer(body.toString('utf8'));
    if (!REFUSED.has(status)) return undefined;
    return { outcome: 'failed', said: `it refused the call with the status ${status}: ${wordsIn(answer)}` };
  } catch (error) {
    if (REFUSED.has(status)) return { outcome: 'failed', said: `it refused the call with the status ${status}` };
    if (error instanceof UnreadableAnswer) return { outcome: 'unreadable', said: error.message };
    throw error;
  }
}

/** Only what WHMCS itself writes: other texts could hold anything. */
function wordsIn({ message }: Record<string, unknown>): string {
  const text = typeof message === 'string' ? message : '';
  return /^(Invalid|Authentication|Access|Administrator) /.test(text) ? text.slice(0, 100) : 'unknown reason';
}

/**
 * Whether our answer is about something that the other desk does not have, or has given its name to another thing. Then its
 * answer is none to this call.
 */
export function isOnlyOurs(ours: OurAnswer, theirs: UpstreamAnswer): boolean {
  try {
    const here = readAnswer(ours.body).answer;
    const there = readAnswer(theirs.body.toString('utf8')).answer;
    if (here.result !== 'success') return false;
    if (there.result === 'error') return /\bnot found\b/i.test(String(there.message));
    return typeof here.tid === 'string' && typeof there.tid === 'string' && here.tid !== there.tid;
  } catch (error) {
    if (error instanceof UnreadableAnswer) return false;
    throw error;
  }
}

/**
 * Compares two answers as callers get them.
 *
 * @throws UnreadableAnswer
 */
export function judge(ours: OurAnswer, theirs: UpstreamAnswer): Comparison {
  const here = readAnswer(ours.body);
  const there = readAnswer(theirs.body.toString('utf8'));
  const isOther = here.format !== there.format;
  // In XML and NVP everything is text, so every number of JSON would differ.
  const isUnlike = isOther && (here.format === 'json' || there.format === 'json');
  const comparison: Comparison = isUnlike
    ? { fields: 0, differences: [], isSameThing: true }
    : compareAnswers(here.answer, there.answer);
  if (isOther) {
    comparison.differences.push({ field: '(format)', kind: 'value', here: here.format, there: there.format });
  }
  if (ours.status !== theirs.status) {
    const [here, there] = [String(ours.status), String(theirs.status)];
    comparison.differences.push({ field: '(status)', kind: 'value', here, there });
  }
  comparison.fields += Number(isOther) + Number(ours.status !== theirs.status);
  return comparison;
}
