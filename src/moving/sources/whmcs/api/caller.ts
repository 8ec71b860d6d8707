import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { MoveRefused } from '../../../refused';
import { ApiRefusal, NotAllowed, type RawAnswer, readAnswer, TryAgain } from './answers';
import { Pace, type PaceSettings } from './pace';
import type { Members } from './values';

interface AskOptions {
  /**
   * Gives up after a few tries if the answers cannot be used. For a call that may fail for what it asks for, such as a
   * ticket that is too large for the memory of PHP.
   */
  briefly?: boolean;
  /** Gives up after a few tries whatever fails: nothing is lost yet, and the address may be wrong. */
  isFirst?: boolean;
}

/** Asks an action of the old desk's API, again and again until it answers. */
export interface Caller {
  /**
   * @throws ApiRefusal for the old desk's own refusal, NotAllowed for an action that the credential may not call,
   *   Unanswered when there is no answer after several tries, MoveRefused where only the operator can help
   */
  ask(
    action: string,
    fields?: Record<string, string | number>,
    signal?: AbortSignal,
    options?: AskOptions,
  ): Promise<Members>;
  /** How many calls were sent so far, tries included. */
  readonly calls: number;
  close(): void;
}

/** The old desk did not answer a call, however often it was asked. */
export class Unanswered extends Error {
  override name = 'Unanswered';

  constructor(
    readonly action: string,
    /** Follows the words "The old desk". */
    readonly words: string,
  ) {
    super(`The old desk ${words}`);
  }
}

interface CallerSettings extends PaceSettings {
  /** Sends a call. @throws TryAgain, or MoveRefused */
  send(action: string, fields: Record<string, string>, signal: AbortSignal): Promise<RawAnswer>;
  close(): void;
  now(): Date;
  /** How long the first pause after a failure takes; each further one takes twice as long. */
  pauseMs: number;
  /** How often a call is tried. */
  tries: number;
}

const BRIEF_TRIES = 3;
const FIRST_TRIES = 4;

/** No pause is longer, and none that the old desk asks for. */
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_REST_MS = 600_000;

export function openCaller(settings: CallerSettings): Caller {
  const { send, close, now, pauseMs, tries } = settings;
  const pace = new Pace(settings);
  const closing = new AbortController();
  // Every call listens.
  setMaxListeners(0, closing.signal);
  let calls = 0;

  async function once(action: string, fields: Record<string, string>, signal: AbortSignal): Promise<Members> {
    calls += 1;
    try {
      const members = readAnswer(action, await send(action, fields, signal), now());
      pace.answered();
      return members;
    } catch (error) {
      if (error instanceof ApiRefusal || error instanceof NotAllowed) pace.answered();
      throw error;
    }
  }

  return {
    get calls() {
      return calls;
    },
    close() {
      closing.abort(new MoveRefused('The source is closed'));
      close();
    },
    async ask(action, fields = {}, wanted, { briefly = false, isFirst = false } = {}) {
      const signal = wanted === undefined ? closing.signal : AbortSignal.any([wanted, closing.signal]);
      const texts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
      for (let failures = 1; ; failures++) {
        try {
          return await pace.run(() => once(action, texts, signal), signal);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof TryAgain)) throw error;
          const most = Math.min(
            tries,
            ...(briefly && error.isAnswer ? [BRIEF_TRIES] : []),
            ...(isFirst ? [FIRST_TRIES] : []),
          );
          if (failures >= most) throw new Unanswered(action, error.words);
          const wait = Math.min(pauseMs * 2 ** (failures - 1), LONGEST_PAUSE_MS);
          const rest = Math.min(Math.max(error.restMs ?? 0, wait), LONGEST_REST_MS);
          if (error.isTooMuch) pace.slowDown(rest, signal);
          await pause(rest, undefined, { signal });
        }
      }
    },
  };
}
