/** Made by `npm run generate` from schemas/helpdeskeddy/CreateFieldOptions.json; changes belong there. */

/**
 * Add options to a custom field, and rename those sent with their id
 */
export interface HelpdeskeddyCreateFieldOptions {
  /**
   * The id of the custom field
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
       * The id of the option to rename
       */
      id?: number;
      /**
       * The id of the parent option in a hierarchy; 0 for none
       */
      pid?: number;
      /**
       * A name, or names by language
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
       * The id of the option to rename
       */
      id?: number;
      /**
       * The id of the parent option in a hierarchy; 0 for none
       */
      pid?: number;
      /**
       * A name, or names by language
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
