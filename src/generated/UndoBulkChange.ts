/** Made by `npm run generate` from schemas/UndoBulkChange.json; changes belong there. */

/**
 * Take a change of many tickets back. Each is again what it was, deleted tickets come back, merged ones are unmerged, and senders are no longer blocked. A ticket that somebody has changed since stays as it is, and GetBulkChange lists it. Answers are taken back only before they are sent: then no ticket changes. Nobody gets mail about it
 */
export interface UndoBulkChange {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number;
}

/**
 * What UndoBulkChange is called with
 */
export interface UndoBulkChangeCall {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number | `${number}`;
}

/**
 * What UndoBulkChange answers
 */
export interface UndoBulkChangeAnswer {
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
}
