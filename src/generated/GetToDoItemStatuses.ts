/** Made by `npm run generate` from schemas/GetToDoItemStatuses.json; changes belong there. */

/**
 * Count the to-do items per status, and the overdue ones
 */
export interface GetToDoItemStatuses {}

/**
 * What GetToDoItemStatuses is called with
 */
export interface GetToDoItemStatusesCall {}

/**
 * What GetToDoItemStatuses answers
 */
export interface GetToDoItemStatusesAnswer {
  totalresults: number;
  todoitemstatuses: {
    status: {
      type: string;
      count: number;
      overdue: number;
    }[];
  };
}
