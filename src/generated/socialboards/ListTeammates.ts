/** Made by `npm run generate` from schemas/socialboards/ListTeammates.json; changes belong there. */

/**
 * List the teammates
 */
export interface SocialboardsListTeammates {
  /**
   * Only members of this department
   */
  group?: number;
}
