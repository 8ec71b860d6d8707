/** Made by `npm run generate` from schemas/AddCustomField.json; changes belong there. */

/**
 * Add a custom field of tickets or of clients
 */
export interface AddCustomField {
  /**
   * What it is called
   */
  name: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button; text without it
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
   * Whose it is: ticket, or client; ticket without it
   */
  owner?: 'ticket' | 'client';
  /**
   * Only for tickets of this department; 0 for those of all
   */
  departmentid?: number;
  /**
   * What people are told about it
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without slashes and flags around it
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
   * What can be chosen, a comma list or an array; those of a hierarchy as paths, Hosting>Shared
   *
   * @maxItems 1000
   */
  options?: string | string[];
  /**
   * Its place among the custom fields; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddCustomField is called with
 */
export interface AddCustomFieldCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * text, textarea, number, select, hierarchy, date, time, regex, checkbox, button or multi_button; text without it
   */
  type?: string;
  /**
   * Whose it is: ticket, or client; ticket without it
   */
  owner?: string;
  /**
   * Only for tickets of this department; 0 for those of all
   */
  departmentid?: number | `${number}`;
  /**
   * What people are told about it
   */
  description?: string;
  /**
   * A regular expression that values must match, with or without slashes and flags around it
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
   * What can be chosen, a comma list or an array; those of a hierarchy as paths, Hosting>Shared
   */
  options?: unknown;
  /**
   * Its place among the custom fields; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddCustomField answers
 */
export interface AddCustomFieldAnswer {
  fieldid: number;
}
