/** Made by `npm run generate` from schemas/DeleteMailbox.json; changes belong there. */

/**
 * Fetch no more mail from a mailbox; what it holds stays there
 */
export interface DeleteMailbox {
  /**
   * The id of the mailbox
   */
  mailboxid: number;
}

/**
 * What DeleteMailbox is called with
 */
export interface DeleteMailboxCall {
  /**
   * The id of the mailbox
   */
  mailboxid: number | `${number}`;
}

/**
 * What DeleteMailbox answers
 */
export interface DeleteMailboxAnswer {
  mailboxid: number;
}
