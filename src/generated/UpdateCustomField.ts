/** Made by `npm run generate` from schemas/UpdateCustomField.json; changes belong there. */

/**
 * Update a custom field; omitted parameters stay unchanged
 */
export interface UpdateCustomField {
  /**
   * The id of the custom field
   */
  fieldid: number;
  /**
   * The name
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
   * The id of the department whose tickets have the field; 0 for all departments
   */
  departmentid?: number;
  /**
   * A description to show next to the field; a single space removes it
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without surrounding slashes and flags; a single space removes it
   */
  pattern?: string;
  /**
   * Whether the field is required
   */
  required?: boolean;
  /**
   * Whether the field is hidden from clients
   */
  staffonly?: boolean;
  /**
   * The position among the custom fields
   */
  sortorder?: number;
}

/**
 * What UpdateCustomField is called with
 */
export interface UpdateCustomFieldCall {
  /**
   * The id of the custom field
   */
  fieldid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button
   */
  type?: string;
  /**
   * The id of the department whose tickets have the field; 0 for all departments
   */
  departmentid?: number | `${number}`;
  /**
   * A description to show next to the field; a single space removes it
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without surrounding slashes and flags; a single space removes it
   */
  pattern?: string;
  /**
   * Whether the field is required
   */
  required?: boolean;
  /**
   * Whether the field is hidden from clients
   */
  staffonly?: boolean;
  /**
   * The position among the custom fields
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateCustomField answers
 */
export interface UpdateCustomFieldAnswer {
  fieldid: number;
}
