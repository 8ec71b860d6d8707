/** Made by `npm run generate` from schemas/AddEmailTemplate.json; changes belong there. */

/**
 * Add an e-mail template, a translation of one, or a version of one for a department
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
   * The subject; merge fields such as {$client_name} are replaced, and {if} is understood
   */
  subject: string;
  /**
   * The message, in HTML; merge fields are replaced, and {if} is understood
   */
  message: string;
  /**
   * The message as plain text; by default, it is made from the HTML
   */
  plainmessage?: string;
  /**
   * The language of a translation of an existing template
   */
  language?: string;
  /**
   * The department whose e-mails use it, instead of the one for all departments
   */
  deptid?: number;
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
   * The subject; merge fields such as {$client_name} are replaced, and {if} is understood
   */
  subject: string;
  /**
   * The message, in HTML; merge fields are replaced, and {if} is understood
   */
  message: string;
  /**
   * The message as plain text; by default, it is made from the HTML
   */
  plainmessage?: string;
  /**
   * The language of a translation of an existing template
   */
  language?: string;
  /**
   * The department whose e-mails use it, instead of the one for all departments
   */
  deptid?: number | `${number}`;
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
