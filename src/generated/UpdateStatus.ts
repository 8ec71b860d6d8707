/** Made by `npm run generate` from schemas/UpdateStatus.json; changes belong there. */

/**
 * Change a status of tickets; what is not sent stays as it is
 */
export interface UpdateStatus {
  /**
   * The status's id
   */
  statusid: number;
  /**
   * What it is called
   */
  title?: string;
  /**
   * Its colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether its tickets count as active
   */
  active?: boolean;
  /**
   * Whether its tickets wait for an answer of staff
   */
  awaitingreply?: boolean;
  /**
   * Whether it ends tickets
   */
  closed?: boolean;
  /**
   * Kept for callers: whether its tickets are closed after a time without answer
   */
  autoclose?: boolean;
  /**
   * What the HelpDeskEddy API calls it, one space for the id
   */
  slug?: string;
  /**
   * Its place among the statuses
   */
  sortorder?: number;
}

/**
 * What UpdateStatus is called with
 */
export interface UpdateStatusCall {
  /**
   * The status's id
   */
  statusid: number | `${number}`;
  /**
   * What it is called
   */
  title?: string;
  /**
   * Its colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether its tickets count as active
   */
  active?: boolean;
  /**
   * Whether its tickets wait for an answer of staff
   */
  awaitingreply?: boolean;
  /**
   * Whether it ends tickets
   */
  closed?: boolean;
  /**
   * Kept for callers: whether its tickets are closed after a time without answer
   */
  autoclose?: boolean;
  /**
   * What the HelpDeskEddy API calls it, one space for the id
   */
  slug?: string;
  /**
   * Its place among the statuses
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateStatus answers
 */
export interface UpdateStatusAnswer {
  statusid: number;
}
