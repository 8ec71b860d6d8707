/** Made by `npm run generate` from schemas/AddClientGroup.json; changes belong there. */

/**
 * Add a group of clients
 */
export interface AddClientGroup {
  /**
   * What it is called
   */
  groupname: string;
  /**
   * Its colour, such as #ff8800; without it, white
   */
  groupcolour?: string;
  /**
   * The discount of its clients; nothing here bills
   */
  discountpercent?: string;
  /**
   * Whether services of its clients are never suspended
   */
  susptermexempt?: boolean;
  /**
   * Whether its clients have an invoice for each service
   */
  separateinvoices?: boolean;
}

/**
 * What AddClientGroup is called with
 */
export interface AddClientGroupCall {
  /**
   * What it is called
   */
  groupname: string;
  /**
   * Its colour, such as #ff8800; without it, white
   */
  groupcolour?: string;
  /**
   * The discount of its clients; nothing here bills
   */
  discountpercent?: string;
  /**
   * Whether services of its clients are never suspended
   */
  susptermexempt?: boolean;
  /**
   * Whether its clients have an invoice for each service
   */
  separateinvoices?: boolean;
}

/**
 * What AddClientGroup answers
 */
export interface AddClientGroupAnswer {
  groupid: number;
}
