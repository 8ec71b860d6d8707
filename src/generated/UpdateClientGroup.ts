/** Made by `npm run generate` from schemas/UpdateClientGroup.json; changes belong there. */

/**
 * Change a group of clients; what is not sent stays as it is
 */
export interface UpdateClientGroup {
  /**
   * The group's id
   */
  groupid: number;
  /**
   * What it is called
   */
  groupname?: string;
  /**
   * Its colour, such as #ff8800
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
 * What UpdateClientGroup is called with
 */
export interface UpdateClientGroupCall {
  /**
   * The group's id
   */
  groupid: number | `${number}`;
  /**
   * What it is called
   */
  groupname?: string;
  /**
   * Its colour, such as #ff8800
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
 * What UpdateClientGroup answers
 */
export interface UpdateClientGroupAnswer {
  groupid: number;
}
