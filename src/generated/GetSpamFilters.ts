/** Made by `npm run generate` from schemas/GetSpamFilters.json; changes belong there. */

/**
 * Spam filters, the oldest first
 */
export interface GetSpamFilters {
  /**
   * The one that is wanted
   */
  spamfilterid?: number;
  /**
   * The kind of filters that is wanted
   */
  type?: 'sender' | 'subject' | 'phrase';
  /**
   * What is in the pattern, in any letter case
   */
  search?: string;
  /**
   * How many to skip
   */
  limitstart?: number;
  /**
   * How many to answer at most; without it, 25
   */
  limitnum?: number;
}

/**
 * What GetSpamFilters is called with
 */
export interface GetSpamFiltersCall {
  /**
   * The one that is wanted
   */
  spamfilterid?: number | `${number}`;
  /**
   * The kind of filters that is wanted
   */
  type?: string;
  /**
   * What is in the pattern, in any letter case
   */
  search?: string;
  /**
   * How many to skip
   */
  limitstart?: number | `${number}`;
  /**
   * How many to answer at most; without it, 25
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
