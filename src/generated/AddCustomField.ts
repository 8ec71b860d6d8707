/** Made by `npm run generate` from schemas/AddCustomField.json; changes belong there. */

/**
 * Add a custom field for tickets or clients
 */
export interface AddCustomField {
  /**
   * The name
   */
  name: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button; text by default
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
   * What the field belongs to: ticket (the default) or client
   */
  owner?: 'ticket' | 'client';
  /**
   * The id of the department whose tickets have the field; 0 for all departments
   */
  departmentid?: number;
  /**
   * A description to show next to the field
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without surrounding slashes and flags
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
   * The options to choose from: a comma-separated list or an array. Options of a hierarchy are paths, such as Hosting>Shared
   *
   * @maxItems 1000
   */
  options?: string | string[];
  /**
   * The position among the custom fields; last by default
   */
  sortorder?: number;
}

/**
 * What AddCustomField is called with
 */
export interface AddCustomFieldCall {
  /**
   * The name
   */
  name: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button; text by default
   */
  type?: string;
  /**
   * What the field belongs to: ticket (the default) or client
   */
  owner?: string;
  /**
   * The id of the department whose tickets have the field; 0 for all departments
   */
  departmentid?: number | `${number}`;
  /**
   * A description to show next to the field
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without surrounding slashes and flags
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
   * The options to choose from: a comma-separated list or an array. Options of a hierarchy are paths, such as Hosting>Shared
   */
  options?: unknown;
  /**
   * The position among the custom fields; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddCustomField answers
 */
export interface AddCustomFieldAnswer {
  fieldid: number;
}
