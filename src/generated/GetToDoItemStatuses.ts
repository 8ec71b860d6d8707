/** Made by `npm run generate` from schemas/GetToDoItemStatuses.json; changes belong there. */

/**
 * How many things are to be done, by status, and how many of them are overdue
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
