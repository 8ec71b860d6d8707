/** Made by `npm run generate` from schemas/AddCustomFieldOption.json; changes belong there. */

/**
 * Add an option to a custom field that offers options
 */
export interface AddCustomFieldOption {
  /**
   * The id of the custom field
   */
  fieldid: number;
  /**
   * The name
   */
  name: string;
  /**
   * The id of the parent option in a hierarchy; 0 for none
   */
  parentid?: number;
  /**
   * The position among the options of the field; last by default
   */
  sortorder?: number;
}

/**
 * What AddCustomFieldOption is called with
 */
export interface AddCustomFieldOptionCall {
  /**
   * The id of the custom field
   */
  fieldid: number | `${number}`;
  /**
   * The name
   */
  name: string;
  /**
   * The id of the parent option in a hierarchy; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * The position among the options of the field; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddCustomFieldOption answers
 */
export interface AddCustomFieldOptionAnswer {
  optionid: number;
}
