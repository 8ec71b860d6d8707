/** Made by `npm run generate` from schemas/AddEmailTemplate.json; changes belong there. */

/**
 * Add an e-mail template, or a translation of one
 */
export interface AddEmailTemplate {
  /**
   * What its e-mails are about: general, product, domain, invoice, support, affiliate, admin or user
   */
  type: string;
  /**
   * The name of the template, as SendEmail takes it
   */
  name: string;
  /**
   * The subject; merge fields such as {$client_name} are replaced
   */
  subject: string;
  /**
   * The message, in HTML; merge fields are replaced
   */
  message: string;
  /**
   * The language of a translation of an existing template
   */
  language?: string;
  /**
   * Whether the template is disabled, so that nothing can be sent with it
   */
  disabled?: boolean;
}

/**
 * What AddEmailTemplate is called with
 */
export interface AddEmailTemplateCall {
  /**
   * What its e-mails are about: general, product, domain, invoice, support, affiliate, admin or user
   */
  type: string;
  /**
   * The name of the template, as SendEmail takes it
   */
  name: string;
  /**
   * The subject; merge fields such as {$client_name} are replaced
   */
  subject: string;
  /**
   * The message, in HTML; merge fields are replaced
   */
  message: string;
  /**
   * The language of a translation of an existing template
   */
  language?: string;
  /**
   * Whether the template is disabled, so that nothing can be sent with it
   */
  disabled?: boolean;
}

/**
 * What AddEmailTemplate answers
 */
export interface AddEmailTemplateAnswer {
  templateid: number;
}
