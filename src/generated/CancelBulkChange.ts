/** Made by `npm run generate` from schemas/CancelBulkChange.json; changes belong there. */

/**
 * End a change of many tickets before its end. What is done stays, and UndoBulkChange takes it back
 */
export interface CancelBulkChange {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number;
}

/**
 * What CancelBulkChange is called with
 */
export interface CancelBulkChangeCall {
  /**
   * The id of the change, from StartBulkChange
   */
  bulkid: number | `${number}`;
}

/**
 * What CancelBulkChange answers
 */
export interface CancelBulkChangeAnswer {
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
