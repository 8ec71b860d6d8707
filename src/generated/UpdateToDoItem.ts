/** Made by `npm run generate` from schemas/UpdateToDoItem.json; changes belong there. */

/**
 * Change something that is to be done; what is not sent stays as it is
 */
export interface UpdateToDoItem {
  /**
   * The item's id
   */
  itemid: number;
  /**
   * Who is to do it, 0 for nobody
   */
  adminid: number;
  /**
   * New, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * When it came up: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date | number | string;
  /**
   * What is to do, in short
   */
  title?: string;
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
 * What UpdateToDoItem is called with
 */
export interface UpdateToDoItemCall {
  /**
   * The item's id
   */
  itemid: number | `${number}`;
  /**
   * Who is to do it, 0 for nobody
   */
  adminid: number | `${number}`;
  /**
   * New, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * When it came up: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string;
  /**
   * What is to do, in short
   */
  title?: string;
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
 * What UpdateToDoItem answers
 */
export interface UpdateToDoItemAnswer {
  itemid: number;
}
