/** Made by `npm run generate` from schemas/GetEmails.json; changes belong there. */

/**
 * List e-mails about a client, newest first; e-mails with a link to sign in or to set a password are left out
 */
export interface GetEmails {
  /**
   * The id of the client
   */
  clientid: number;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only e-mails of this day or this moment: 2027-01-31 or 2027-01-31 09:00:00
   */
  date?: string;
  /**
   * Only e-mails whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
}

/**
 * What GetEmails is called with
 */
export interface GetEmailsCall {
  /**
   * The id of the client
   */
  clientid: number | `${number}`;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only e-mails of this day or this moment: 2027-01-31 or 2027-01-31 09:00:00
   */
  date?: string;
  /**
   * Only e-mails whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
}

/**
 * What GetEmails answers
 */
export interface GetEmailsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  emails: {
    email: {
      id: number;
      userid: number;
      subject: string;
      message: string;
      date: string;
      to: string;
      cc: string;
      bcc: string;
      attachments: string;
      pending: number;
      message_data: string;
      failed: number;
      state: string;
      answer: string;
      failure_reason: string;
      retry_count: number;
      created_at: string;
      updated_at: string;
      campaign_id: number;
    }[];
  };
}
