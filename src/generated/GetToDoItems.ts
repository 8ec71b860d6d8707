/** Made by `npm run generate` from schemas/GetToDoItems.json; changes belong there. */

/**
 * List to-do items, most urgent first
 */
export interface GetToDoItems {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only items with this status; also Incomplete (all but Completed) or Overdue
   */
  status?: string;
  /**
   * Only the one with this id
   */
  itemid?: number;
}

/**
 * What GetToDoItems is called with
 */
export interface GetToDoItemsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only items with this status; also Incomplete (all but Completed) or Overdue
   */
  status?: string;
  /**
   * Only the one with this id
   */
  itemid?: number | `${number}`;
}

/**
 * What GetToDoItems answers
 */
export interface GetToDoItemsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  items: {
    item: {
      id: number;
      date: string;
      title: string;
      description: string;
      admin: number;
      status: string;
      duedate: string;
    }[];
  };
}
