/** Made by `npm run generate` from schemas/UpdateEmailTemplate.json; changes belong there. */

/**
 * Change an email template; what is not sent stays as it is
 */
export interface UpdateEmailTemplate {
  /**
   * The template's id
   */
  templateid: number;
  /**
   * What it is called, in all of its languages
   */
  name?: string;
  /**
   * The subject; {$client_name} and other merge fields are filled in
   */
  subject?: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  message?: string;
  /**
   * Whether nothing is to be sent with it
   */
  disabled?: boolean;
}

/**
 * What UpdateEmailTemplate is called with
 */
export interface UpdateEmailTemplateCall {
  /**
   * The template's id
   */
  templateid: number | `${number}`;
  /**
   * What it is called, in all of its languages
   */
  name?: string;
  /**
   * The subject; {$client_name} and other merge fields are filled in
   */
  subject?: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  message?: string;
  /**
   * Whether nothing is to be sent with it
   */
  disabled?: boolean;
}

/**
 * What UpdateEmailTemplate answers
 */
export interface UpdateEmailTemplateAnswer {
  templateid: number;
}
