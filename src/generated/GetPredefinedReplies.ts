/** Made by `npm run generate` from schemas/GetPredefinedReplies.json; changes belong there. */

/**
 * List predefined replies in their order
 */
export interface GetPredefinedReplies {
  /**
   * Only the one with this id
   */
  predefinedreplyid?: number;
  /**
   * Only replies of this category; 0 for replies without one
   */
  categoryid?: number;
  /**
   * Only replies whose name, text or key contains this, in any letter case and with or without accents
   */
  search?: string;
  /**
   * Only the reply with this key, in any letter case
   */
  key?: string;
  /**
   * Whether to answer the keys
   */
  withkey?: boolean;
  /**
   * A ticket for which to fill in the variables, as in mail templates ({$client_name}, {$agent_name}, {$signature}) or as WHMCS has them ([NAME], [FIRSTNAME], [EMAIL])
   */
  ticketid?: number;
  /**
   * Whether the filled text is for Markdown, in which what is filled in stays plain text
   */
  markdown?: boolean;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
}

/**
 * What GetPredefinedReplies is called with
 */
export interface GetPredefinedRepliesCall {
  /**
   * Only the one with this id
   */
  predefinedreplyid?: number | `${number}`;
  /**
   * Only replies of this category; 0 for replies without one
   */
  categoryid?: number | `${number}`;
  /**
   * Only replies whose name, text or key contains this, in any letter case and with or without accents
   */
  search?: string;
  /**
   * Only the reply with this key, in any letter case
   */
  key?: string;
  /**
   * Whether to answer the keys
   */
  withkey?: boolean;
  /**
   * A ticket for which to fill in the variables, as in mail templates ({$client_name}, {$agent_name}, {$signature}) or as WHMCS has them ([NAME], [FIRSTNAME], [EMAIL])
   */
  ticketid?: number | `${number}`;
  /**
   * Whether the filled text is for Markdown, in which what is filled in stays plain text
   */
  markdown?: boolean;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetPredefinedReplies answers
 */
export interface GetPredefinedRepliesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  predefinedreplies: {
    predefinedreply: {
      id: number;
      categoryid: number;
      name: string;
      reply: string;
      sortorder: number;
      key?: string;
      filled?: string;
    }[];
  };
}
