/** Made by `npm run generate` from schemas/helpdeskeddy/ListDepartments.json; changes belong there. */

/**
 * List departments
 */
export interface HelpdeskeddyListDepartments {}
