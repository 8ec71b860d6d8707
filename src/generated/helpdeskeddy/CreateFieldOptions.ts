/** Made by `npm run generate` from schemas/helpdeskeddy/CreateFieldOptions.json; changes belong there. */

/**
 * Add options to a custom field, and rename those that are given with their id
 */
export interface HelpdeskeddyCreateFieldOptions {
  /**
   * The custom field's id
   */
  id: number;
  /**
   * The options
   *
   * @minItems 1
   * @maxItems 500
   */
  options: [
    {
      /**
       * The option to rename
       */
      id?: number;
      /**
       * The option above it, in a hierarchy; 0 for none
       */
      pid?: number;
      /**
       * A text, or texts by language
       */
      name:
        | string
        | {
            en?: string;
            ru?: string;
            ua?: string;
          };
    },
    ...{
      /**
       * The option to rename
       */
      id?: number;
      /**
       * The option above it, in a hierarchy; 0 for none
       */
      pid?: number;
      /**
       * A text, or texts by language
       */
      name:
        | string
        | {
            en?: string;
            ru?: string;
            ua?: string;
          };
    }[]
  ];
}
