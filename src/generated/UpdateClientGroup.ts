/** Made by `npm run generate` from schemas/UpdateClientGroup.json; changes belong there. */

/**
 * Update a client group; omitted parameters stay unchanged
 */
export interface UpdateClientGroup {
  /**
   * The id of the group
   */
  groupid: number;
  /**
   * The name
   */
  groupname?: string;
  /**
   * The colour of the group, such as #ff8800
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
 * What UpdateClientGroup is called with
 */
export interface UpdateClientGroupCall {
  /**
   * The id of the group
   */
  groupid: number | `${number}`;
  /**
   * The name
   */
  groupname?: string;
  /**
   * The colour of the group, such as #ff8800
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
 * What UpdateClientGroup answers
 */
export interface UpdateClientGroupAnswer {
  groupid: number;
}
