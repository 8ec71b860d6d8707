/** Made by `npm run generate` from schemas/UpdateStatus.json; changes belong there. */

/**
 * Update a ticket status; omitted parameters stay unchanged
 */
export interface UpdateStatus {
  /**
   * The id of the status
   */
  statusid: number;
  /**
   * The name
   */
  title?: string;
  /**
   * The colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether tickets with the status count as active
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
   * The name of the status in the HelpDeskEddy API; a single space resets it to the id
   */
  slug?: string;
  /**
   * The position among the statuses
   */
  sortorder?: number;
}

/**
 * What UpdateStatus is called with
 */
export interface UpdateStatusCall {
  /**
   * The id of the status
   */
  statusid: number | `${number}`;
  /**
   * The name
   */
  title?: string;
  /**
   * The colour, as #rrggbb
   */
  color?: string;
  /**
   * Whether tickets with the status count as active
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
   * The name of the status in the HelpDeskEddy API; a single space resets it to the id
   */
  slug?: string;
  /**
   * The position among the statuses
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateStatus answers
 */
export interface UpdateStatusAnswer {
  statusid: number;
}
