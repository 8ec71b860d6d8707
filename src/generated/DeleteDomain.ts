/** Made by `npm run generate` from schemas/DeleteDomain.json; changes belong there. */

/**
 * Delete a domain; tickets about it stay and are about nothing
 */
export interface DeleteDomain {
  /**
   * The domain's id
   */
  domainid: number;
}

/**
 * What DeleteDomain is called with
 */
export interface DeleteDomainCall {
  /**
   * The domain's id
   */
  domainid: number | `${number}`;
}

/**
 * What DeleteDomain answers
 */
export interface DeleteDomainAnswer {
  domainid: number;
}
