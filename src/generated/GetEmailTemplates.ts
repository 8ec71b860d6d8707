/** Made by `npm run generate` from schemas/GetEmailTemplates.json; changes belong there. */

/**
 * List e-mail templates, all or those of one type
 */
export interface GetEmailTemplates {
  /**
   * Only templates of this type: general, product, domain, invoice, support, affiliate, admin or user
   */
  type?: string;
  /**
   * Only templates in this language; by default, those used when there is none in the reader's language
   */
  language?: string;
  /**
   * Only the template with this id, in any language
   */
  templateid?: number;
}

/**
 * What GetEmailTemplates is called with
 */
export interface GetEmailTemplatesCall {
  /**
   * Only templates of this type: general, product, domain, invoice, support, affiliate, admin or user
   */
  type?: string;
  /**
   * Only templates in this language; by default, those used when there is none in the reader's language
   */
  language?: string;
  /**
   * Only the template with this id, in any language
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
      deptid: number;
      subject: string;
      message: string;
      plainmessage: string;
      disabled: boolean;
      custom: number;
    }[];
  };
}
