/** Made by `npm run generate` from schemas/GetActivityLog.json; changes belong there. */

/**
 * List the activity log, newest first: what changed, by whom, when and from which address
 */
export interface GetActivityLog {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only entries about this client
   */
  clientid?: number;
  /**
   * Only entries of this day: YYYY-MM-DD or DD/MM/YYYY
   */
  date?: Date;
  /**
   * Only entries by callers whose user name contains this, with or without accents, or about the person with this e-mail address
   */
  user?: string;
  /**
   * Only entries whose description contains this, in any letter case and with or without accents
   */
  description?: string;
  /**
   * Only entries from this IP address
   */
  ipaddress?: string;
}

/**
 * What GetActivityLog is called with
 */
export interface GetActivityLogCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only entries about this client
   */
  clientid?: number | `${number}`;
  /**
   * Only entries of this day: YYYY-MM-DD or DD/MM/YYYY
   */
  date?: string | Date;
  /**
   * Only entries by callers whose user name contains this, with or without accents, or about the person with this e-mail address
   */
  user?: string;
  /**
   * Only entries whose description contains this, in any letter case and with or without accents
   */
  description?: string;
  /**
   * Only entries from this IP address
   */
  ipaddress?: string;
}

/**
 * What GetActivityLog answers
 */
export interface GetActivityLogAnswer {
  totalresults: number;
  startnumber: number;
  activity: {
    entry: {
      id: number;
      clientId: number;
      userId: number;
      adminId: number;
      date: string;
      description: string;
      username: string;
      ipaddress: string;
      action: string;
      caller: string;
      changes: {
        change: {
          name: string;
          from: string;
          to: string;
        }[];
      };
      userid: number;
    }[];
  };
}
