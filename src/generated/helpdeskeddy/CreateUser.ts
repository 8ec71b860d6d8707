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
   * active (the default), inactive, disabled or fired; the last two make a closed account, and another one is ignored
   */
  status?: string;
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
