/** Made by `npm run generate` from schemas/socialboards/ListCustomFields.json; changes belong there. */

/**
 * List the custom fields of tickets
 */
export interface SocialboardsListCustomFields {}
