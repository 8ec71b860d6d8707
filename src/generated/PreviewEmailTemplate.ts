/** Made by `npm run generate` from schemas/PreviewEmailTemplate.json; changes belong there. */

/**
 * Show what an e-mail from a template would say; nothing is sent
 */
export interface PreviewEmailTemplate {
  /**
   * The id of the template
   */
  templateid: number;
  /**
   * The id of what the e-mail would be about, as SendEmail takes it; a ticket for templates of type admin. Without it, merge fields stay as they are
   */
  id?: number;
  /**
   * A subject instead of the template's, to see it before it is saved
   */
  subject?: string;
  /**
   * A message instead of the template's, in HTML
   */
  message?: string;
  /**
   * A message as plain text instead of the template's; a single space lets it be made from the HTML
   */
  plainmessage?: string;
  /**
   * Whether to answer the HTML also as a page may show it: without styles and pictures, like received mail
   */
  shownhtml?: boolean;
}

/**
 * What PreviewEmailTemplate is called with
 */
export interface PreviewEmailTemplateCall {
  /**
   * The id of the template
   */
  templateid: number | `${number}`;
  /**
   * The id of what the e-mail would be about, as SendEmail takes it; a ticket for templates of type admin. Without it, merge fields stay as they are
   */
  id?: number | `${number}`;
  /**
   * A subject instead of the template's, to see it before it is saved
   */
  subject?: string;
  /**
   * A message instead of the template's, in HTML
   */
  message?: string;
  /**
   * A message as plain text instead of the template's; a single space lets it be made from the HTML
   */
  plainmessage?: string;
  /**
   * Whether to answer the HTML also as a page may show it: without styles and pictures, like received mail
   */
  shownhtml?: boolean;
}

/**
 * What PreviewEmailTemplate answers
 */
export interface PreviewEmailTemplateAnswer {
  templateid: number;
  subject: string;
  html: string;
  text: string;
  shownhtml?: string;
}
