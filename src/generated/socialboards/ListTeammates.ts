/** Made by `npm run generate` from schemas/socialboards/ListTeammates.json; changes belong there. */

/**
 * List the members of staff
 */
export interface SocialboardsListTeammates {
  /**
   * The department that they work in
   */
  group?: number;
}
