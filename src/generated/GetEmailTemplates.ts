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

/**
 * What GetEmailTemplates is called with
 */
export interface GetEmailTemplatesCall {
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
  templateid?: number | `${number}`;
}

/**
 * What GetEmailTemplates answers
 */
export interface GetEmailTemplatesAnswer {
  totalresults: number;
  emailtemplates: {
    emailtemplate: {
      id: number;
      name: string;
      type: string;
      language: string;
      subject: string;
      message: string;
      disabled: boolean;
      custom: number;
    }[];
  };
}
