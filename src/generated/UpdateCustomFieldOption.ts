/** Made by `npm run generate` from schemas/UpdateCustomFieldOption.json; changes belong there. */

/**
 * Rename or move an option of a custom field; omitted parameters stay unchanged
 */
export interface UpdateCustomFieldOption {
  /**
   * The id of the option
   */
  optionid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the options of the field
   */
  sortorder?: number;
}

/**
 * What UpdateCustomFieldOption is called with
 */
export interface UpdateCustomFieldOptionCall {
  /**
   * The id of the option
   */
  optionid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the options of the field
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateCustomFieldOption answers
 */
export interface UpdateCustomFieldOptionAnswer {
  optionid: number;
}
