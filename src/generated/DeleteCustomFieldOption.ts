/** Made by `npm run generate` from schemas/DeleteCustomFieldOption.json; changes belong there. */

/**
 * Delete an option of a custom field that no ticket and no client has chosen
 */
export interface DeleteCustomFieldOption {
  /**
   * The option's id
   */
  optionid: number;
}

/**
 * What DeleteCustomFieldOption is called with
 */
export interface DeleteCustomFieldOptionCall {
  /**
   * The option's id
   */
  optionid: number | `${number}`;
}

/**
 * What DeleteCustomFieldOption answers
 */
export interface DeleteCustomFieldOptionAnswer {
  optionid: number;
}
