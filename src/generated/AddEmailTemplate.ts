/** Made by `npm run generate` from schemas/AddEmailTemplate.json; changes belong there. */

/**
 * Add an email template, or another language of one
 */
export interface AddEmailTemplate {
  /**
   * What its mail is about: general, product, domain, invoice, support, affiliate, admin or user
   */
  type: string;
  /**
   * What it is called; SendEmail names it so
   */
  name: string;
  /**
   * The subject; {$client_name} and other merge fields are filled in
   */
  subject: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  message: string;
  /**
   * Where it is another language of a template that there is: which
   */
  language?: string;
  /**
   * Whether nothing is to be sent with it
   */
  disabled?: boolean;
}

/**
 * What AddEmailTemplate is called with
 */
export interface AddEmailTemplateCall {
  /**
   * What its mail is about: general, product, domain, invoice, support, affiliate, admin or user
   */
  type: string;
  /**
   * What it is called; SendEmail names it so
   */
  name: string;
  /**
   * The subject; {$client_name} and other merge fields are filled in
   */
  subject: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  message: string;
  /**
   * Where it is another language of a template that there is: which
   */
  language?: string;
  /**
   * Whether nothing is to be sent with it
   */
  disabled?: boolean;
}

/**
 * What AddEmailTemplate answers
 */
export interface AddEmailTemplateAnswer {
  templateid: number;
}
