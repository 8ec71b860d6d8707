/** Made by `npm run generate` from schemas/UpdateCredential.json; changes belong there. */

/**
 * Change a credential; what is not sent stays as it is
 */
export interface UpdateCredential {
  /**
   * The credential's id
   */
  credentialid: number;
  /**
   * What it is for
   */
  description?: string;
  /**
   * What it may call: roles by id or name, as a comma list or a list; 0 for none
   *
   * @maxItems 500
   */
  roles?: string | (string | number)[];
  /**
   * The administrator it belongs to and whose name is on what it writes: id or user name; 0 for none
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as the text that WHMCS prints
   */
  idformat?: 'number' | 'string';
}

/**
 * What UpdateCredential is called with
 */
export interface UpdateCredentialCall {
  /**
   * The credential's id
   */
  credentialid: number | `${number}`;
  /**
   * What it is for
   */
  description?: string;
  /**
   * What it may call: roles by id or name, as a comma list or a list; 0 for none
   */
  roles?: unknown;
  /**
   * The administrator it belongs to and whose name is on what it writes: id or user name; 0 for none
   */
  admin?: string;
  /**
   * How ids are printed: as numbers, or as the text that WHMCS prints
   */
  idformat?: string;
}

/**
 * What UpdateCredential answers
 */
export interface UpdateCredentialAnswer {
  credentialid: number;
}
