/** Made by `npm run generate` from schemas/AddStatus.json; changes belong there. */

/**
 * Add a status of tickets
 */
export interface AddStatus {
  /**
   * What it is called
   */
  title: string;
  /**
   * Its colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether its tickets count as active; without it, they do
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
   * What the HelpDeskEddy API calls it, the id without one
   */
  slug?: string;
  /**
   * Its place among the statuses; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddStatus is called with
 */
export interface AddStatusCall {
  /**
   * What it is called
   */
  title: string;
  /**
   * Its colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether its tickets count as active; without it, they do
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
   * What the HelpDeskEddy API calls it, the id without one
   */
  slug?: string;
  /**
   * Its place among the statuses; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddStatus answers
 */
export interface AddStatusAnswer {
  statusid: number;
}
