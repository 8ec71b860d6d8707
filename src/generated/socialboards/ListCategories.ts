/** Made by `npm run generate` from schemas/socialboards/ListCategories.json; changes belong there. */

/**
 * List all categories
 */
export interface SocialboardsListCategories {}
