import type { ClaimedEmail, RefusedRecipient, SendingOutcome } from '../../store/desk/email-sending';
import { wireAddress } from '../people';
import { failureInWords, judge, oneLine, type RejectedRecipient, rejectedBy } from './failures';
import type { Miss } from './handover';

/** A mail that could not be sent for so long is given up. */
const GIVE_UP_AFTER_MS = 2 * 24 * 60 * 60 * 1000;

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** For a mail that may have arrived. Later pauses are so long that in two days it is sent fourteen times at most. */
const FIRST_PAUSE_IN_DOUBT_MS = 30_000;

/** What became of an attempt, and what it says about addresses and the server. */
export interface Result {
  outcome: SendingOutcome;
  dead: { address: string; reason: string }[];
  alive: string[];
  /** Why the server takes nothing; undefined if it works. */
  trouble: string | undefined;
  /** Whether the trouble is no single mail's. */
  isDown: boolean;
}

/** Whether a mail has waited for so long that nobody wants it any more. */
export const isTooOld = ({ createdAt }: ClaimedEmail, now: Date): boolean =>
  now.getTime() - createdAt.getTime() >= GIVE_UP_AFTER_MS;

const works = { trouble: undefined, isDown: false };

const nothingElse = { dead: [], alive: [], ...works };

/** Gives a mail up. */
export const givenUp = ({ id, failureReason, undelivered, refused }: ClaimedEmail, reason: string): Result => ({
  outcome: {
    ...{ id, state: 'failed', answer: '', dueAt: null, undelivered, refused },
    reason: failureReason === '' ? reason : `${reason}: ${failureReason}`,
  },
  ...nothingElse,
});

/** What it means that the server took a mail, if not for everybody. */
export function taken(
  email: ClaimedEmail,
  info: { response: string; accepted: string[] },
  now: Date,
  random: number,
): Result {
  const rejected = rejectedBy(info);
  const later = rejected.filter(({ verdict }) => verdict === 'later');
  const refused = allRefused(email, rejected);
  const others = {
    dead: unknownOf(rejected),
    alive: info.accepted.map((address) => address.toLowerCase()),
    ...works,
  };
  const common = {
    ...{ id: email.id, refused, answer: oneLine(info.response) },
    reason: reasonsOf([...email.refused, ...rejected]),
  };
  if (later.length === 0) return { outcome: { ...common, ...ended(email, refused) }, ...others };
  const undelivered = later.map(({ address }) => address);
  return {
    outcome: { ...common, state: 'deferred', dueAt: nextTry(email, now, random), undelivered },
    ...others,
  };
}

/** What a failure means for a mail. */
export function failed(email: ClaimedEmail, miss: Miss, now: Date, random: number, pauseMs: number): Result {
  const { thrown } = miss;
  const verdict = judge(miss);
  const rejected = rejectedBy(thrown);
  const later = rejected.filter((recipient) => recipient.verdict === 'later');
  const refused = allRefused(email, rejected);
  const isBroken = verdict === 'broken';
  const reason = rejected.length > 0 ? reasonsOf(rejected) : failureInWords(miss);
  const common = { id: email.id, refused, answer: '', reason: joined(reasonsOf(email.refused), reason) };
  const others = { dead: unknownOf(rejected), alive: [] };
  if (verdict === 'never' && later.length === 0) {
    // Some got it in an earlier attempt, and what was refused now is no one recipient but the mail itself.
    const isWhole = email.undelivered === null || rejected.length === 0;
    const end = { state: 'failed' as const, dueAt: null, undelivered: email.undelivered };
    return {
      outcome: { ...common, ...(isWhole ? end : ended(email, refused)) },
      ...others,
      ...works,
    };
  }
  const isUnreachable = verdict === 'unreachable';
  // While the server is down, a mail waits no longer than the server is left alone, so that it is sent as soon as it is up.
  // One that went down may have taken this mail first, so the first time in doubt is the same.
  const isSoon = isUnreachable || (isBroken && email.timesInDoubt === 0);
  const dueAt = isSoon ? inTime(email, now, pauseMs) : nextTry(email, now, random, isBroken);
  const undelivered = later.length === 0 ? email.undelivered : later.map(({ address }) => address);
  return {
    outcome: { ...common, state: 'deferred', isInDoubt: isBroken, dueAt, undelivered },
    ...others,
    trouble: isUnreachable || isBroken ? reason : undefined,
    isDown: isUnreachable,
  };
}

/**
 * The end of a mail that somebody got. It counts as failed if those to whom it was written did not: whoever got a copy
 * will not answer for them.
 */
function ended({ recipients }: ClaimedEmail, refused: RefusedRecipient[]) {
  const without = new Set(refused.map(({ address }) => address));
  const isMissed = recipients.length > 0 && recipients.every(({ address }) => without.has(wireAddress(address)));
  if (!isMissed) return { state: 'sent' as const, dueAt: null, undelivered: null };
  return { state: 'failed' as const, dueAt: null, undelivered: [...without] };
}

const allRefused = (email: ClaimedEmail, rejected: RejectedRecipient[]): RefusedRecipient[] => [
  ...email.refused,
  ...rejected.filter(({ verdict }) => verdict === 'never').map(({ address, reason }) => ({ address, reason })),
];

const unknownOf = (rejected: RejectedRecipient[]) =>
  rejected
    .filter(({ isUnknown }) => isUnknown)
    .map(({ address, reason }) => ({ address: address.toLowerCase(), reason }));

const reasonsOf = (refused: RefusedRecipient[]): string =>
  refused.map(({ address, reason }) => `${address}: ${reason}`).join('; ');

const joined = (...reasons: string[]): string => reasons.filter(Boolean).join('; ');

/**
 * Twice as long each time, and never the same for all mails.
 *
 * @param isInDoubt whether the mail may have arrived. Then the pauses grow without end
 */
function nextTry(email: ClaimedEmail, now: Date, random: number, isInDoubt = false): Date {
  const pause = isInDoubt
    ? FIRST_PAUSE_IN_DOUBT_MS * 2 ** Math.min(email.timesInDoubt - 1, 12)
    : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(email.retryCount, 10));
  return inTime(email, now, pause * (0.8 + 0.4 * random));
}

/** At the latest when the mail is given up, so that this happens in time. */
const inTime = ({ createdAt }: ClaimedEmail, now: Date, pauseMs: number): Date =>
  new Date(Math.min(now.getTime() + pauseMs, Math.max(now.getTime(), createdAt.getTime() + GIVE_UP_AFTER_MS)));
