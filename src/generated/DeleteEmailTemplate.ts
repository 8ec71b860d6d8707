/** Made by `npm run generate` from schemas/DeleteEmailTemplate.json; changes belong there. */

/**
 * Delete an email template that somebody added, with its other languages; mail that was made of it stays
 */
export interface DeleteEmailTemplate {
  /**
   * The template's id
   */
  templateid: number;
}

/**
 * What DeleteEmailTemplate is called with
 */
export interface DeleteEmailTemplateCall {
  /**
   * The template's id
   */
  templateid: number | `${number}`;
}

/**
 * What DeleteEmailTemplate answers
 */
export interface DeleteEmailTemplateAnswer {
  templateid: number;
}
