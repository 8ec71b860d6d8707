/** Made by `npm run generate` from schemas/AddStatus.json; changes belong there. */

/**
 * Add a ticket status
 */
export interface AddStatus {
  /**
   * The name
   */
  title: string;
  /**
   * The colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether tickets with the status count as active; true by default
   */
  active?: boolean;
  /**
   * Whether tickets with the status are awaiting a reply from staff
   */
  awaitingreply?: boolean;
  /**
   * Whether the status closes tickets
   */
  closed?: boolean;
  /**
   * Whether tickets with the status are closed after a time without a reply. It is stored only and has no effect
   */
  autoclose?: boolean;
  /**
   * The name of the status in the HelpDeskEddy API; its id by default
   */
  slug?: string;
  /**
   * The position among the statuses; last by default
   */
  sortorder?: number;
}

/**
 * What AddStatus is called with
 */
export interface AddStatusCall {
  /**
   * The name
   */
  title: string;
  /**
   * The colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether tickets with the status count as active; true by default
   */
  active?: boolean;
  /**
   * Whether tickets with the status are awaiting a reply from staff
   */
  awaitingreply?: boolean;
  /**
   * Whether the status closes tickets
   */
  closed?: boolean;
  /**
   * Whether tickets with the status are closed after a time without a reply. It is stored only and has no effect
   */
  autoclose?: boolean;
  /**
   * The name of the status in the HelpDeskEddy API; its id by default
   */
  slug?: string;
  /**
   * The position among the statuses; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddStatus answers
 */
export interface AddStatusAnswer {
  statusid: number;
}
