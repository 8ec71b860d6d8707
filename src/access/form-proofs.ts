import { createHmac } from 'node:crypto';
import type { Database } from '../database/pool';
import { readPageKey } from '../store/access/page-key';
import { sameText } from './secrets';

/**
 * Proofs that a form was shown by a page of this desk, to the browser that sends it, and when. They are for visitors
 * without a session: other sites cannot make somebody's browser sign in or open a ticket.
 */
export interface FormProofs {
  /**
   * Makes the proof for a form that is being shown.
   *
   * @param browser what tells the browser from others: the value of its cookie
   * @param purpose which form it is, such as `sign-in`; it is no proof for another one
   */
  issue(browser: string, purpose: string): Promise<string>;
  /** @returns when the form was shown. Undefined if the proof is of another browser or form, or older than a day */
  shownAt(proof: string, browser: string, purpose: string): Promise<Date | undefined>;
}

interface Parts {
  database: Database;
  clock: () => Date;
}

const LASTS_MS = 24 * 3600 * 1000;

/** Milliseconds since 1970 in base 36, and an HMAC-SHA-256. */
const FORM = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/;

/** Makes and checks proofs with the key in the database, which is read once. */
export function createFormProofs({ database, clock }: Parts): FormProofs {
  let known: Promise<string> | undefined;

  function keyOf(): Promise<string> {
    known ??= database.transaction('read', readPageKey).catch((thrown) => {
      known = undefined;
      throw thrown;
    });
    return known;
  }

  async function sign(at: string, browser: string, purpose: string): Promise<string> {
    const text = JSON.stringify([at, browser, purpose]);
    return createHmac('sha256', await keyOf())
      .update(text)
      .digest('base64url');
  }

  return {
    async issue(browser, purpose) {
      const at = clock().getTime().toString(36);
      return `${at}.${await sign(at, browser, purpose)}`;
    },
    async shownAt(proof, browser, purpose) {
      const [, at = '', signature = ''] = FORM.exec(proof) ?? [];
      if (browser === '' || !sameText(signature, await sign(at, browser, purpose))) return undefined;
      const shown = new Date(Number.parseInt(at, 36));
      return clock().getTime() - shown.getTime() <= LASTS_MS ? shown : undefined;
    },
  };
}
