/** Made by `npm run generate` from schemas/UpdateToDoItem.json; changes belong there. */

/**
 * Update a to-do item; omitted parameters stay unchanged
 */
export interface UpdateToDoItem {
  /**
   * The id of the to-do item
   */
  itemid: number;
  /**
   * The id of the administrator to assign it to; 0 for nobody
   */
  adminid: number;
  /**
   * The status: New, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * The date of the item: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date | number | string;
  /**
   * The title
   */
  title?: string;
  /**
   * The description
   */
  description?: string;
  /**
   * The due date: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  duedate?: Date | number | string;
}

/**
 * What UpdateToDoItem is called with
 */
export interface UpdateToDoItemCall {
  /**
   * The id of the to-do item
   */
  itemid: number | `${number}`;
  /**
   * The id of the administrator to assign it to; 0 for nobody
   */
  adminid: number | `${number}`;
  /**
   * The status: New, Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * The date of the item: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string | Date;
  /**
   * The title
   */
  title?: string;
  /**
   * The description
   */
  description?: string;
  /**
   * The due date: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  duedate?: string | Date;
}

/**
 * What UpdateToDoItem answers
 */
export interface UpdateToDoItemAnswer {
  itemid: number;
}
