/** Made by `npm run generate` from schemas/DeleteDomain.json; changes belong there. */

/**
 * Delete a domain; tickets that refer to it stay
 */
export interface DeleteDomain {
  /**
   * The id of the domain
   */
  domainid: number;
}

/**
 * What DeleteDomain is called with
 */
export interface DeleteDomainCall {
  /**
   * The id of the domain
   */
  domainid: number | `${number}`;
}

/**
 * What DeleteDomain answers
 */
export interface DeleteDomainAnswer {
  domainid: number;
}
