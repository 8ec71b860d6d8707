/** Made by `npm run generate` from schemas/AddToDoItem.json; changes belong there. */

/**
 * Add something that is to be done
 */
export interface AddToDoItem {
  /**
   * What is to do, in short
   */
  title: string;
  /**
   * Who is to do it, 0 for nobody; without one, the member of staff who calls
   */
  adminid?: number;
  /**
   * New, which it is without one, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * When it came up: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date | number | string;
  /**
   * What is to do
   */
  description?: string;
  /**
   * When it is to be done: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  duedate?: Date | number | string;
}

/**
 * What AddToDoItem is called with
 */
export interface AddToDoItemCall {
  /**
   * What is to do, in short
   */
  title: string;
  /**
   * Who is to do it, 0 for nobody; without one, the member of staff who calls
   */
  adminid?: number | `${number}`;
  /**
   * New, which it is without one, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * When it came up: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string;
  /**
   * What is to do
   */
  description?: string;
  /**
   * When it is to be done: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  duedate?: string;
}

/**
 * What AddToDoItem answers
 */
export interface AddToDoItemAnswer {
  itemid: number;
}
