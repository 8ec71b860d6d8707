/** Made by `npm run generate` from schemas/GetClientNotes.json; changes belong there. */

/**
 * List the notes about a client, the pinned ones first, then the newest
 */
export interface GetClientNotes {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * The id of the client
   */
  userid: number;
}

/**
 * What GetClientNotes is called with
 */
export interface GetClientNotesCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * The id of the client
   */
  userid: number | `${number}`;
}

/**
 * What GetClientNotes answers
 */
export interface GetClientNotesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  notes: {
    note: {
      id: number;
      userid: number;
      adminid: number;
      admin: string;
      date: string;
      note: string;
      sticky: boolean;
    }[];
  };
}
