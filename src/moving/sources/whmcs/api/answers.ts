import { MoveRefused } from '../../../refused';
import { isMembers, type Members, textOf } from './values';

/** The old desk's own refusal of a call, such as `Ticket ID Not Found`. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
}

/** The credential may not call an action, or this version of WHMCS has no such action. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';

  constructor(readonly action: string) {
    super(`The API credential may not call ${action}`);
  }
}

/** An answer that may be another one in a moment. */
export class TryAgain extends Error {
  override name = 'TryAgain';

  constructor(
    /** Follows the words "The old desk". */
    readonly words: string,
    /** Whether it was asked too much. */
    readonly isTooMuch: boolean,
    /** How long it wants to rest, in milliseconds. */
    readonly restMs?: number,
  ) {
    super(`The old desk ${words}`);
  }

  /** Whether it answered with something that cannot be used, and may always do so. */
  get isAnswer(): boolean {
    return this instanceof UselessAnswer;
  }
}

class UselessAnswer extends TryAgain {
  constructor(words: string) {
    super(words, false);
  }
}

export interface RawAnswer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
}

/**
 * Reads an answer of the API.
 *
 * @throws ApiRefusal, NotAllowed, TryAgain, and MoveRefused where only the operator can help
 */
export function readAnswer(action: string, answer: RawAnswer, now: Date): Members {
  const members = objectIn(answer.text);
  if (members === undefined) throw notAnObject(answer, now);
  const message = textOf(members.message);
  if (textOf(members.result).toLowerCase() !== 'error' && answer.status < 400) return members;
  throw refusalOf(action, message, answer, now);
}

function refusalOf(action: string, message: string, answer: RawAnswer, now: Date): Error {
  const address = /^Invalid IP:?\s*(.*)$/i.exec(message)?.[1];
  if (address !== undefined) {
    return new MoveRefused(
      `WHMCS does not allow calls from the address ${address || 'of this computer'}. Add it in WHMCS under ` +
        'Configuration, System Settings, General Settings, Security, "API IP Access Restriction", and start again.',
    );
  }
  if (/Authentication Failed|Invalid or missing credentials|Invalid password provided/i.test(message)) {
    return new MoveRefused(
      `WHMCS does not know the API credential ("${message}"). Check --identifier and --secret: WHMCS shows them under ` +
        'Configuration, System Settings, API Credentials.',
    );
  }
  if (/Administrator Account Disabled|^Access Denied/i.test(message)) {
    return new MoveRefused(
      `WHMCS refuses the administrator to whom the API credential belongs ("${message}"). The account must be enabled, ` +
        'and its administrator role must have the permission "API Access".',
    );
  }
  if (/^Invalid Permissions|Command Not Found|API Function Not Found|^Unknown action/i.test(message)) {
    return new NotAllowed(action);
  }
  if (answer.status === 429 || answer.status >= 500) return again(answer, now);
  return new ApiRefusal(message || `${action} was refused with status ${answer.status}`);
}

/** Explains an answer without an object: a page of WHMCS, of a server in between, or nothing. */
function notAnObject(answer: RawAnswer, now: Date): Error {
  const { status, text } = answer;
  if (status === 429 || status === 502 || status === 503 || status === 504) return again(answer, now);
  if (isChallenge(answer)) {
    return new TryAgain(
      'is behind Cloudflare, which answers with a page that only a browser can pass. Make a rule there that lets this ' +
        'computer call /includes/api.php',
      false,
    );
  }
  if (status === 404) {
    return new MoveRefused(
      'There is no WHMCS API at this address (404). Give --url as the address of the client area, such as ' +
        'https://billing.example.com or https://example.com/whmcs.',
    );
  }
  const title = /<title[^>]*>([^<]{1,100})/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  if (title) return new UselessAnswer(`answers with a page, "${title}" (status ${status}), in place of JSON`);
  if (text.trim() === '') return new UselessAnswer(`answers with nothing (status ${status})`);
  return new UselessAnswer(`answers with something that is no JSON (status ${status})`);
}

const isChallenge = ({ status, headers, text }: RawAnswer): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'cf-mitigated' && value === 'challenge') ||
  ((status === 403 || status === 503) && /<title>\s*Just a moment|cf-chl|challenge-platform/i.test(text));

function again({ status, headers }: RawAnswer, now: Date): TryAgain {
  const [, after = ''] = headers.find(([name]) => name.toLowerCase() === 'retry-after') ?? [];
  const isTooMuch = status === 429 || status === 503;
  if (status === 500) return new UselessAnswer('could not answer (status 500)');
  const words = status === 429 ? 'was called too often (status 429)' : `could not answer (status ${status})`;
  return new TryAgain(words, isTooMuch, readRest(after, now));
}

/** Reads Retry-After: seconds, or a date. */
function readRest(text: string, now: Date): number | undefined {
  if (/^\d{1,6}$/.test(text.trim())) return Number(text) * 1_000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}

/**
 * The object in a text. PHP may have printed warnings before it or after it, with braces of their own.
 *
 * @returns undefined if there is none
 */
function objectIn(text: string): Members | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const last = text.lastIndexOf('}');
  for (let at = text.indexOf('{"'), tries = 0; at >= 0 && tries < MOST_BEGINNINGS; tries++) {
    const members = parsed(text.slice(at, last + 1));
    if (members !== undefined) return members;
    at = text.indexOf('{"', at + 1);
  }
  return undefined;
}

/** Warnings have few braces. Each one costs a reading of the whole answer. */
const MOST_BEGINNINGS = 20;

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
