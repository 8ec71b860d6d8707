/** Made by `npm run generate` from schemas/socialboards/ListUserGroups.json; changes belong there. */

/**
 * List the groups of teammates, which are the departments
 */
export interface SocialboardsListUserGroups {}
