/** Made by `npm run generate` from schemas/UpdateCustomFieldOption.json; changes belong there. */

/**
 * Rename or move an option of a custom field; what is not sent stays as it is
 */
export interface UpdateCustomFieldOption {
  /**
   * The option's id
   */
  optionid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the options of its field
   */
  sortorder?: number;
}

/**
 * What UpdateCustomFieldOption is called with
 */
export interface UpdateCustomFieldOptionCall {
  /**
   * The option's id
   */
  optionid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the options of its field
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateCustomFieldOption answers
 */
export interface UpdateCustomFieldOptionAnswer {
  optionid: number;
}
