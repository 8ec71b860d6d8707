/** Made by `npm run generate` from schemas/TestMailbox.json; changes belong there. */

/**
 * Sign in to a mailbox as fetching its mail would, and say what is wrong; nothing is fetched
 */
export interface TestMailbox {
  /**
   * The id of the mailbox
   */
  mailboxid: number;
}

/**
 * What TestMailbox is called with
 */
export interface TestMailboxCall {
  /**
   * The id of the mailbox
   */
  mailboxid: number | `${number}`;
}

/**
 * What TestMailbox answers
 */
export interface TestMailboxAnswer {
  mailboxid: number;
  works: boolean;
  problem: string;
  hints: string;
  mails: number;
  unseen: number;
}
