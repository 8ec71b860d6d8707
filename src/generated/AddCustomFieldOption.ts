/** Made by `npm run generate` from schemas/AddCustomFieldOption.json; changes belong there. */

/**
 * Add an option to a custom field that has options
 */
export interface AddCustomFieldOption {
  /**
   * The custom field's id
   */
  fieldid: number;
  /**
   * What it is called
   */
  name: string;
  /**
   * In a hierarchy, the option that it is part of; 0 for none
   */
  parentid?: number;
  /**
   * Its place among the options of its field; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddCustomFieldOption is called with
 */
export interface AddCustomFieldOptionCall {
  /**
   * The custom field's id
   */
  fieldid: number | `${number}`;
  /**
   * What it is called
   */
  name: string;
  /**
   * In a hierarchy, the option that it is part of; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * Its place among the options of its field; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddCustomFieldOption answers
 */
export interface AddCustomFieldOptionAnswer {
  optionid: number;
}
