/** Made by `npm run generate` from schemas/GetMailboxes.json; changes belong there. */

/**
 * List mailboxes, and how fetching their mail goes
 */
export interface GetMailboxes {
  /**
   * Only this mailbox
   */
  mailboxid?: number;
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
 * What GetMailboxes is called with
 */
export interface GetMailboxesCall {
  /**
   * Only this mailbox
   */
  mailboxid?: number | `${number}`;
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
 * What GetMailboxes answers
 */
export interface GetMailboxesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  mailboxes: {
    mailbox: {
      id: number;
      name: string;
      address: string;
      host: string;
      port: number;
      tls: string;
      username: string;
      auth: string;
      clientid: string;
      tokenurl: string;
      folder: string;
      deptid: number;
      taken: string;
      moveto: string;
      enabled: boolean;
      pollseconds: number;
      state: string;
      lastsuccess: string;
      lasterror: string;
      failingsince: string;
      created: string;
      updated: string;
    }[];
  };
}
