/** Made by `npm run generate` from schemas/GetAttachmentLimits.json; changes belong there. */

/**
 * How many files a message may have, how large each may be, and of which types
 */
export interface GetAttachmentLimits {}

/**
 * What GetAttachmentLimits is called with
 */
export interface GetAttachmentLimitsCall {}

/**
 * What GetAttachmentLimits answers
 */
export interface GetAttachmentLimitsAnswer {
  count: number;
  bytes: number;
  types: string;
}
