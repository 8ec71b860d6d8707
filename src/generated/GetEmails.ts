/** Made by `npm run generate` from schemas/GetEmails.json; changes belong there. */

/**
 * Mail about a client, newest first; mail with a link that signs in or sets a password is not among it
 */
export interface GetEmails {
  /**
   * The client's id
   */
  clientid: number;
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; 25 without it
   */
  limitnum?: number;
  /**
   * Only mail of this day, or of this moment: 2027-01-31 or 2027-01-31 09:00:00
   */
  date?: string;
  /**
   * Only mail whose subject contains this
   */
  subject?: string;
}

/**
 * What GetEmails is called with
 */
export interface GetEmailsCall {
  /**
   * The client's id
   */
  clientid: number | `${number}`;
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; 25 without it
   */
  limitnum?: number | `${number}`;
  /**
   * Only mail of this day, or of this moment: 2027-01-31 or 2027-01-31 09:00:00
   */
  date?: string;
  /**
   * Only mail whose subject contains this
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
      failure_reason: string;
      retry_count: number;
      created_at: string;
      updated_at: string;
      campaign_id: number;
    }[];
  };
}
