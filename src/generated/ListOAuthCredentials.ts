/** Made by `npm run generate` from schemas/ListOAuthCredentials.json; changes belong there. */

/**
 * List OAuth clients; their secrets cannot be shown again
 */
export interface ListOAuthCredentials {
  /**
   * Only OAuth clients of this grant type
   */
  grantType?: string;
  /**
   * The sort order: credentialId, name, description, grantTypes, scope, clientIdentifier, serviceId, createdAt or updatedAt
   */
  sortField?: string;
  /**
   * The sort direction: ASC or DESC
   */
  sortOrder?: string;
  /**
   * The maximum number of results; all by default
   */
  limit?: number;
}

/**
 * What ListOAuthCredentials is called with
 */
export interface ListOAuthCredentialsCall {
  /**
   * Only OAuth clients of this grant type
   */
  grantType?: string;
  /**
   * The sort order: credentialId, name, description, grantTypes, scope, clientIdentifier, serviceId, createdAt or updatedAt
   */
  sortField?: string;
  /**
   * The sort direction: ASC or DESC
   */
  sortOrder?: string;
  /**
   * The maximum number of results; all by default
   */
  limit?: number | `${number}`;
}

/**
 * What ListOAuthCredentials answers
 */
export interface ListOAuthCredentialsAnswer {
  clients: {
    credentialId: number;
    name: string;
    description: string;
    grantTypes: string;
    scope: string;
    clientIdentifier: string;
    clientSecret: string;
    uuid: string;
    serviceId: number;
    logoUri: string;
    redirectUri: string[];
    rsaKeyPairId: number;
    createdAt: string;
    updatedAt: string;
  }[];
}
