/** Made by `npm run generate` from schemas/GetToDoItemStatuses.json; changes belong there. */

/**
 * How many things are to be done, by status, and how many of them are overdue
 */
export interface GetToDoItemStatuses {}
