/** Made by `npm run generate` from schemas/GetEmailTemplates.json; changes belong there. */

/**
 * All email templates, or those of one type
 */
export interface GetEmailTemplates {
  /**
   * Only those of this type: general, product, domain, invoice, support, affiliate, admin or user
   */
  type?: string;
  /**
   * Only those in this language; without it, those that are used where there is none in the reader's language
   */
  language?: string;
  /**
   * Only this one, in whatever language
   */
  templateid?: number;
}
