/** Made by `npm run generate` from schemas/ListOAuthCredentials.json; changes belong there. */

/**
 * The registered programs; their secrets cannot be shown again
 */
export interface ListOAuthCredentials {
  /**
   * Only those of this grant type
   */
  grantType?: string;
  /**
   * What to order them by: credentialId, name, description, grantTypes, scope, clientIdentifier, serviceId, createdAt or updatedAt
   */
  sortField?: string;
  /**
   * ASC or DESC
   */
  sortOrder?: string;
  /**
   * How many to give at most; without it, all
   */
  limit?: number;
}

/**
 * What ListOAuthCredentials is called with
 */
export interface ListOAuthCredentialsCall {
  /**
   * Only those of this grant type
   */
  grantType?: string;
  /**
   * What to order them by: credentialId, name, description, grantTypes, scope, clientIdentifier, serviceId, createdAt or updatedAt
   */
  sortField?: string;
  /**
   * ASC or DESC
   */
  sortOrder?: string;
  /**
   * How many to give at most; without it, all
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
