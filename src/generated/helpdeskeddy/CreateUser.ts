/** Made by `npm run generate` from schemas/helpdeskeddy/CreateUser.json; changes belong there. */

/**
 * Add a client
 */
export interface HelpdeskeddyCreateUser {
  /**
   * The first name
   */
  name: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address
   */
  email: string;
  /**
   * The telephone number
   */
  phone?: string;
  /**
   * The company
   */
  organization?: string;
  /**
   * The status; the default is active, and disabled and fired make a closed account
   */
  status?: 'active' | 'inactive' | 'disabled' | 'fired';
  /**
   * The language of mail
   */
  language?: string;
  /**
   * Whether to send mail about tickets; the default is true
   */
  notifications?: boolean;
  /**
   * Custom field values by field id, or a list of {id, field_value}
   */
  custom_fields?: Record<string, unknown>;
}
