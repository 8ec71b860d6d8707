/** Made by `npm run generate` from schemas/GetSpamFilters.json; changes belong there. */

/**
 * List spam filters, oldest first
 */
export interface GetSpamFilters {
  /**
   * Only the one with this id
   */
  spamfilterid?: number;
  /**
   * Only filters of this type
   */
  type?: 'sender' | 'subject' | 'phrase';
  /**
   * Only filters whose pattern contains this, in any letter case and with or without accents
   */
  search?: string;
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
 * What GetSpamFilters is called with
 */
export interface GetSpamFiltersCall {
  /**
   * Only the one with this id
   */
  spamfilterid?: number | `${number}`;
  /**
   * Only filters of this type
   */
  type?: string;
  /**
   * Only filters whose pattern contains this, in any letter case and with or without accents
   */
  search?: string;
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
 * What GetSpamFilters answers
 */
export interface GetSpamFiltersAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  spamfilters: {
    spamfilter: {
      id: number;
      type: string;
      pattern: string;
      date: string;
    }[];
  };
}
