/** Made by `npm run generate` from schemas/GetCustomFieldOptions.json; changes belong there. */

/**
 * List the options of custom fields, by field and position
 */
export interface GetCustomFieldOptions {
  /**
   * Only the options of this custom field
   */
  fieldid?: number;
  /**
   * Only the one with this id
   */
  optionid?: number;
}

/**
 * What GetCustomFieldOptions is called with
 */
export interface GetCustomFieldOptionsCall {
  /**
   * Only the options of this custom field
   */
  fieldid?: number | `${number}`;
  /**
   * Only the one with this id
   */
  optionid?: number | `${number}`;
}

/**
 * What GetCustomFieldOptions answers
 */
export interface GetCustomFieldOptionsAnswer {
  totalresults: number;
  options: {
    option: {
      id: number;
      fieldid: number;
      parentid: number;
      name: string;
      sortorder: number;
    }[];
  };
}
