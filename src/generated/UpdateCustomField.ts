/** Made by `npm run generate` from schemas/UpdateCustomField.json; changes belong there. */

/**
 * Change a custom field; what is not sent stays as it is
 */
export interface UpdateCustomField {
  /**
   * The custom field's id
   */
  fieldid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button
   */
  type?:
    | 'text'
    | 'textarea'
    | 'number'
    | 'select'
    | 'hierarchy'
    | 'date'
    | 'time'
    | 'regex'
    | 'checkbox'
    | 'button'
    | 'multi_button';
  /**
   * Only for tickets of this department; 0 for those of all
   */
  departmentid?: number;
  /**
   * What people are told about it; one space takes it away
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without slashes and flags around it; one space takes it away
   */
  pattern?: string;
  /**
   * Whether it cannot be left empty
   */
  required?: boolean;
  /**
   * Whether clients neither see nor set it
   */
  staffonly?: boolean;
  /**
   * Its place among the custom fields
   */
  sortorder?: number;
}

/**
 * What UpdateCustomField is called with
 */
export interface UpdateCustomFieldCall {
  /**
   * The custom field's id
   */
  fieldid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button
   */
  type?: string;
  /**
   * Only for tickets of this department; 0 for those of all
   */
  departmentid?: number | `${number}`;
  /**
   * What people are told about it; one space takes it away
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without slashes and flags around it; one space takes it away
   */
  pattern?: string;
  /**
   * Whether it cannot be left empty
   */
  required?: boolean;
  /**
   * Whether clients neither see nor set it
   */
  staffonly?: boolean;
  /**
   * Its place among the custom fields
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateCustomField answers
 */
export interface UpdateCustomFieldAnswer {
  fieldid: number;
}
