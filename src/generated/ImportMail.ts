/** Made by `npm run generate` from schemas/ImportMail.json; changes belong there. */

/**
 * Take in a mail that was refused or ignored, whatever kept it out
 */
export interface ImportMail {
  /**
   * The id of the mail in the import log
   */
  mailid: number;
  /**
   * The department of a new ticket; by default the one that the mail is for
   */
  deptid?: number;
}

/**
 * What ImportMail is called with
 */
export interface ImportMailCall {
  /**
   * The id of the mail in the import log
   */
  mailid: number | `${number}`;
  /**
   * The department of a new ticket; by default the one that the mail is for
   */
  deptid?: number | `${number}`;
}

/**
 * What ImportMail answers
 */
export interface ImportMailAnswer {
  mailid: number;
  outcome: string;
  ticketid: number;
}
