/** Made by `npm run generate` from schemas/GetBulkChange.json; changes belong there. */

/**
 * How far a change of many tickets is, and which tickets have failed. Its state is held (answers wait), running, done, cancelled, undoing or undone. Changes are kept for 30 days
 */
export interface GetBulkChange {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number;
  /**
   * The number of failures to skip
   */
  limitstart?: number;
  /**
   * The maximum number of failures
   */
  limitnum?: number;
}

/**
 * What GetBulkChange is called with
 */
export interface GetBulkChangeCall {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number | `${number}`;
  /**
   * The number of failures to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of failures
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetBulkChange answers
 */
export interface GetBulkChangeAnswer {
  bulkid: number;
  state: string;
  changes: {
    status?: string;
    flag?: number;
    flagname?: string;
    deptid?: number;
    deptname?: string;
    priority?: string;
    addtags?: string;
    removetags?: string;
    mergeinto?: number;
    delete?: boolean;
    spam?: boolean;
    message?: string;
  };
  admin: string;
  total: number;
  done: number;
  failed: number;
  undone: number;
  kept: number;
  canundo: boolean;
  begins: string;
  finished: string;
  failures: {
    failure: {
      ticketid: number;
      tid: string;
      during: string;
      reason: string;
    }[];
  };
}
