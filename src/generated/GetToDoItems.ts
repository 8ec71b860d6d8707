/** Made by `npm run generate` from schemas/GetToDoItems.json; changes belong there. */

/**
 * What is to be done, the most urgent first
 */
export interface GetToDoItems {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only those of this status, or of Incomplete (all but Completed) or Overdue
   */
  status?: string;
  /**
   * Only this one
   */
  itemid?: number;
}

/**
 * What GetToDoItems is called with
 */
export interface GetToDoItemsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number | `${number}`;
  /**
   * Only those of this status, or of Incomplete (all but Completed) or Overdue
   */
  status?: string;
  /**
   * Only this one
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
