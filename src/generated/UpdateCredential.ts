/** Made by `npm run generate` from schemas/UpdateCredential.json; changes belong there. */

/**
 * Update a credential; omitted parameters stay unchanged
 */
export interface UpdateCredential {
  /**
   * The id of the credential
   */
  credentialid: number;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The roles of the credential, by id or name: a comma-separated list or an array; 0 for none
   *
   * @maxItems 500
   */
  roles?: string | (string | number)[];
  /**
   * The administrator that the credential belongs to and writes as: an id or a user name; 0 for none
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as text the way WHMCS does
   */
  idformat?: 'number' | 'string';
}

/**
 * What UpdateCredential is called with
 */
export interface UpdateCredentialCall {
  /**
   * The id of the credential
   */
  credentialid: number | `${number}`;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The roles of the credential, by id or name: a comma-separated list or an array; 0 for none
   */
  roles?: unknown;
  /**
   * The administrator that the credential belongs to and writes as: an id or a user name; 0 for none
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as text the way WHMCS does
   */
  idformat?: string;
}

/**
 * What UpdateCredential answers
 */
export interface UpdateCredentialAnswer {
  credentialid: number;
}
