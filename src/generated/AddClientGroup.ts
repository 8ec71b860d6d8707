/** Made by `npm run generate` from schemas/AddClientGroup.json; changes belong there. */

/**
 * Add a client group
 */
export interface AddClientGroup {
  /**
   * The name
   */
  groupname: string;
  /**
   * The colour of the group, such as #ff8800; white by default
   */
  groupcolour?: string;
  /**
   * The discount of the group's clients. It is stored only: nothing is billed
   */
  discountpercent?: string;
  /**
   * Whether services of the group's clients are exempt from suspension
   */
  susptermexempt?: boolean;
  /**
   * Whether the group's clients get a separate invoice for each service
   */
  separateinvoices?: boolean;
}

/**
 * What AddClientGroup is called with
 */
export interface AddClientGroupCall {
  /**
   * The name
   */
  groupname: string;
  /**
   * The colour of the group, such as #ff8800; white by default
   */
  groupcolour?: string;
  /**
   * The discount of the group's clients. It is stored only: nothing is billed
   */
  discountpercent?: string;
  /**
   * Whether services of the group's clients are exempt from suspension
   */
  susptermexempt?: boolean;
  /**
   * Whether the group's clients get a separate invoice for each service
   */
  separateinvoices?: boolean;
}

/**
 * What AddClientGroup answers
 */
export interface AddClientGroupAnswer {
  groupid: number;
}
