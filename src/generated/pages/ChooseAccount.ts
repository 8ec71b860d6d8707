/** Made by `npm run generate` from schemas/pages/ChooseAccount.json; changes belong there. */

/**
 * Go on in another account of the user who is signed in
 */
export interface PagesChooseAccount {
  /**
   * The client's id
   */
  account: number;
}
