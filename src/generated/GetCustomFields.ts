/** Made by `npm run generate` from schemas/GetCustomFields.json; changes belong there. */

/**
 * List all custom fields in their order
 */
export interface GetCustomFields {
  /**
   * Only the one with this id
   */
  fieldid?: number;
  /**
   * Only the fields of tickets (ticket) or of clients (client)
   */
  owner?: 'ticket' | 'client';
}

/**
 * What GetCustomFields is called with
 */
export interface GetCustomFieldsCall {
  /**
   * Only the one with this id
   */
  fieldid?: number | `${number}`;
  /**
   * Only the fields of tickets (ticket) or of clients (client)
   */
  owner?: string;
}

/**
 * What GetCustomFields answers
 */
export interface GetCustomFieldsAnswer {
  totalresults: number;
  fields: {
    field: {
      id: number;
      name: string;
      type: string;
      owner: string;
      departmentid: number;
      description: string;
      pattern: string;
      required: boolean;
      staffonly: boolean;
      sortorder: number;
    }[];
  };
}
