/** Made by `npm run generate` from schemas/pages/ChangeLanguage.json; changes belong there. */

/**
 * Choose the language of mail and pages for the user who is signed in
 */
export interface PagesChangeLanguage {
  /**
   * WHMCS's name of a language; omitted for none
   */
  language?: 'english' | 'german' | 'arabic';
}
