/** Made by `npm run generate` from schemas/socialboards/ListTags.json; changes belong there. */

/**
 * List the names of all tags
 */
export interface SocialboardsListTags {}
