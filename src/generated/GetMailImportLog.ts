/** Made by `npm run generate` from schemas/GetMailImportLog.json; changes belong there. */

/**
 * List the mails that came in and what became of each, newest first
 */
export interface GetMailImportLog {
  /**
   * Only this mail
   */
  mailid?: number;
  /**
   * Only mails that ended so
   */
  outcome?: 'ticket' | 'reply' | 'note' | 'bounce' | 'ignored' | 'refused';
  /**
   * Only mails that ended so for this reason, such as spam-filter; docs/MAIL.md explains them all
   */
  reason?: string;
  /**
   * Only mails about this ticket
   */
  ticketid?: number;
  /**
   * Only mails for this department
   */
  deptid?: number;
  /**
   * Only mails from this address
   */
  email?: string;
  /**
   * Only mails whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
}

/**
 * What GetMailImportLog is called with
 */
export interface GetMailImportLogCall {
  /**
   * Only this mail
   */
  mailid?: number | `${number}`;
  /**
   * Only mails that ended so
   */
  outcome?: string;
  /**
   * Only mails that ended so for this reason, such as spam-filter; docs/MAIL.md explains them all
   */
  reason?: string;
  /**
   * Only mails about this ticket
   */
  ticketid?: number | `${number}`;
  /**
   * Only mails for this department
   */
  deptid?: number | `${number}`;
  /**
   * Only mails from this address
   */
  email?: string;
  /**
   * Only mails whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetMailImportLog answers
 */
export interface GetMailImportLogAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  mails: {
    mail: {
      id: number;
      date: string;
      received: string;
      sent: string;
      way: string;
      mailboxid: number;
      deptid: number;
      messageid: string;
      name: string;
      email: string;
      subject: string;
      size: number;
      outcome: string;
      reason: string;
      detail: string;
      flags: {
        flag: string[];
      };
      leftout: {
        file: {
          name: string;
          because: string;
        }[];
      };
      ticketid: number;
      tid: string;
      otherticketid: number;
      replyid: number;
      noteid: number;
      emailid: number;
      acknowledged: boolean;
      told: boolean;
      kept: boolean;
    }[];
  };
}
