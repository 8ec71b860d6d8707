/** Made by `npm run generate` from schemas/helpdeskeddy/UpdateUser.json; changes belong there. */

/**
 * Update a client; omitted parameters stay unchanged
 */
export interface HelpdeskeddyUpdateUser {
  /**
   * The id of the client
   */
  id: number;
  /**
   * The first name
   */
  name?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address
   */
  email?: string;
  /**
   * The telephone number
   */
  phone?: string;
  /**
   * The company
   */
  organization?: string;
  /**
   * active, inactive, disabled or fired; the last two close the account and end every way in, and another one is ignored beside other members
   */
  status?: string;
  /**
   * The language of mail
   */
  language?: string;
  /**
   * Whether to send mail about tickets
   */
  notifications?: boolean;
  /**
   * Custom field values by field id, or a list of {id, field_value}
   */
  custom_fields?: Record<string, unknown>;
}
