/** Made by `npm run generate` from schemas/UpdateEmailTemplate.json; changes belong there. */

/**
 * Update an e-mail template; omitted parameters stay unchanged
 */
export interface UpdateEmailTemplate {
  /**
   * The id of the template
   */
  templateid: number;
  /**
   * The name of the template, in all its languages
   */
  name?: string;
  /**
   * The subject; merge fields such as {$client_name} are replaced, and {if} is understood
   */
  subject?: string;
  /**
   * The message, in HTML; merge fields are replaced, and {if} is understood
   */
  message?: string;
  /**
   * The message as plain text; a single space lets it be made from the HTML
   */
  plainmessage?: string;
  /**
   * Whether the template is disabled, so that nothing can be sent with it
   */
  disabled?: boolean;
}

/**
 * What UpdateEmailTemplate is called with
 */
export interface UpdateEmailTemplateCall {
  /**
   * The id of the template
   */
  templateid: number | `${number}`;
  /**
   * The name of the template, in all its languages
   */
  name?: string;
  /**
   * The subject; merge fields such as {$client_name} are replaced, and {if} is understood
   */
  subject?: string;
  /**
   * The message, in HTML; merge fields are replaced, and {if} is understood
   */
  message?: string;
  /**
   * The message as plain text; a single space lets it be made from the HTML
   */
  plainmessage?: string;
  /**
   * Whether the template is disabled, so that nothing can be sent with it
   */
  disabled?: boolean;
}

/**
 * What UpdateEmailTemplate answers
 */
export interface UpdateEmailTemplateAnswer {
  templateid: number;
}
