/** Made by `npm run generate` from schemas/GetActivityLog.json; changes belong there. */

/**
 * What was changed, by whom, when and from where, the newest first
 */
export interface GetActivityLog {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only what is about this client
   */
  clientid?: number;
  /**
   * Only what happened on this day: YYYY-MM-DD or DD/MM/YYYY
   */
  date?: Date;
  /**
   * Only what was done by those whose name contains this, or by or to whoever has this e-mail address
   */
  user?: string;
  /**
   * Only what is described with these words
   */
  description?: string;
  /**
   * Only what came from this address
   */
  ipaddress?: string;
}

/**
 * What GetActivityLog is called with
 */
export interface GetActivityLogCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number | `${number}`;
  /**
   * Only what is about this client
   */
  clientid?: number | `${number}`;
  /**
   * Only what happened on this day: YYYY-MM-DD or DD/MM/YYYY
   */
  date?: string;
  /**
   * Only what was done by those whose name contains this, or by or to whoever has this e-mail address
   */
  user?: string;
  /**
   * Only what is described with these words
   */
  description?: string;
  /**
   * Only what came from this address
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
