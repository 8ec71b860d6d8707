/** Made by `npm run generate` from schemas/AddCredential.json; changes belong there. */

/**
 * Add the identifier and secret of a calling program; the secret is shown this once
 */
export interface AddCredential {
  /**
   * What it may call: roles by id or name, as a comma list or a list; 0 for none
   *
   * @maxItems 500
   */
  roles: string | (string | number)[];
  /**
   * What its calls send as identifier, without spaces; drawn where it is not sent
   */
  newidentifier?: string;
  /**
   * What its calls send as secret, 8 characters at least; drawn where it is not sent
   */
  newsecret?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The administrator it belongs to and whose name is on what it writes: id or user name
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as the text that WHMCS prints
   */
  idformat?: 'number' | 'string';
}

/**
 * What AddCredential is called with
 */
export interface AddCredentialCall {
  /**
   * What it may call: roles by id or name, as a comma list or a list; 0 for none
   */
  roles: unknown;
  /**
   * What its calls send as identifier, without spaces; drawn where it is not sent
   */
  newidentifier?: string;
  /**
   * What its calls send as secret, 8 characters at least; drawn where it is not sent
   */
  newsecret?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The administrator it belongs to and whose name is on what it writes: id or user name
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as the text that WHMCS prints
   */
  idformat?: string;
}

/**
 * What AddCredential answers
 */
export interface AddCredentialAnswer {
  credentialid: number;
  identifier: string;
  secret: string;
}
