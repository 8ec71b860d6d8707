/** Made by `npm run generate` from schemas/GetTicketCounts.json; changes belong there. */

/**
 * Count the tickets by what needs to be done and by status
 */
export interface GetTicketCounts {
  /**
   * Whether to include tickets of departments other than the caller's
   */
  ignoreDepartmentAssignments?: boolean;
  /**
   * Whether to include the number of tickets per status
   */
  includeCountsByStatus?: boolean;
}

/**
 * What GetTicketCounts is called with
 */
export interface GetTicketCountsCall {
  /**
   * Whether to include tickets of departments other than the caller's
   */
  ignoreDepartmentAssignments?: boolean;
  /**
   * Whether to include the number of tickets per status
   */
  includeCountsByStatus?: boolean;
}

/**
 * What GetTicketCounts answers
 */
export interface GetTicketCountsAnswer {
  filteredDepartments: number[];
  allActive: number;
  awaitingReply: number;
  flaggedTickets: number;
  status?: {
    [k: string]: {
      title: string;
      count: number;
    };
  };
}
