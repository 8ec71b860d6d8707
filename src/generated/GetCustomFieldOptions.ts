/** Made by `npm run generate` from schemas/GetCustomFieldOptions.json; changes belong there. */

/**
 * The options of custom fields, by field and in their order
 */
export interface GetCustomFieldOptions {
  /**
   * Only those of this custom field
   */
  fieldid?: number;
  /**
   * Only this one
   */
  optionid?: number;
}

/**
 * What GetCustomFieldOptions is called with
 */
export interface GetCustomFieldOptionsCall {
  /**
   * Only those of this custom field
   */
  fieldid?: number | `${number}`;
  /**
   * Only this one
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
