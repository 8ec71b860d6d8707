/** Made by `npm run generate` from schemas/DeleteEmailTemplate.json; changes belong there. */

/**
 * Delete an e-mail template that somebody added, with its versions; e-mail already created from it stays
 */
export interface DeleteEmailTemplate {
  /**
   * The id of the template
   */
  templateid: number;
}

/**
 * What DeleteEmailTemplate is called with
 */
export interface DeleteEmailTemplateCall {
  /**
   * The id of the template
   */
  templateid: number | `${number}`;
}

/**
 * What DeleteEmailTemplate answers
 */
export interface DeleteEmailTemplateAnswer {
  templateid: number;
}
