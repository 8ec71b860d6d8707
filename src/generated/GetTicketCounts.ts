/** Made by `npm run generate` from schemas/GetTicketCounts.json; changes belong there. */

/**
 * How many tickets there are, by what is to be done about them and by status
 */
export interface GetTicketCounts {
  /**
   * Whether to count the tickets of other departments than the caller's too
   */
  ignoreDepartmentAssignments?: boolean;
  /**
   * Whether to say how many tickets each status has
   */
  includeCountsByStatus?: boolean;
}

/**
 * What GetTicketCounts is called with
 */
export interface GetTicketCountsCall {
  /**
   * Whether to count the tickets of other departments than the caller's too
   */
  ignoreDepartmentAssignments?: boolean;
  /**
   * Whether to say how many tickets each status has
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
