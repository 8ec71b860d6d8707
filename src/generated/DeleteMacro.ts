/** Made by `npm run generate` from schemas/DeleteMacro.json; changes belong there. */

/**
 * Delete a macro
 */
export interface DeleteMacro {
  /**
   * The id of the macro
   */
  macroid: number;
}

/**
 * What DeleteMacro is called with
 */
export interface DeleteMacroCall {
  /**
   * The id of the macro
   */
  macroid: number | `${number}`;
}

/**
 * What DeleteMacro answers
 */
export interface DeleteMacroAnswer {
  macroid: number;
}
