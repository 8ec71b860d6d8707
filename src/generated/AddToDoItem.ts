/** Made by `npm run generate` from schemas/AddToDoItem.json; changes belong there. */

/**
 * Add a to-do item
 */
export interface AddToDoItem {
  /**
   * The title
   */
  title: string;
  /**
   * The id of the administrator to assign it to; 0 for nobody. By default, the calling administrator
   */
  adminid?: number;
  /**
   * New (the default), Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * The date of the item: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date | number | string;
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
 * What AddToDoItem is called with
 */
export interface AddToDoItemCall {
  /**
   * The title
   */
  title: string;
  /**
   * The id of the administrator to assign it to; 0 for nobody. By default, the calling administrator
   */
  adminid?: number | `${number}`;
  /**
   * New (the default), Pending, In Progress, Completed or Postponed
   */
  status?: string;
  /**
   * The date of the item: Unix time, ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string | Date;
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
 * What AddToDoItem answers
 */
export interface AddToDoItemAnswer {
  itemid: number;
}
