/** Made by `npm run generate` from schemas/helpdeskeddy/ListDepartments.json; changes belong there. */

/**
 * The departments
 */
export interface HelpdeskeddyListDepartments {}
