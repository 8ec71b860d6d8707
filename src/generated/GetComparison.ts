/** Made by `npm run generate` from schemas/GetComparison.json; changes belong there. */

/**
 * How alike the old desk's answers and ours are: of each action, how many calls were compared, and which fields differ, the worst first
 */
export interface GetComparison {
  /**
   * Only this action
   */
  actionname?: string;
  /**
   * Only from this day on, in UTC
   */
  since?: Date;
  /**
   * The maximum number of differences of each action, 100 by default
   */
  limitnum?: number;
}

/**
 * What GetComparison is called with
 */
export interface GetComparisonCall {
  /**
   * Only this action
   */
  actionname?: string;
  /**
   * Only from this day on, in UTC
   */
  since?: string | Date;
  /**
   * The maximum number of differences of each action, 100 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetComparison answers
 */
export interface GetComparisonAnswer {
  mode: string;
  callshare: number;
  days: number;
  compared: number;
  equal: number;
  skipped: number;
  failed: number;
  fields: number;
  differing: number;
  totalresults: number;
  actions: {
    action: {
      name: string;
      compared: number;
      equal: number;
      skipped: number;
      failed: number;
      fields: number;
      differing: number;
      first: string;
      last: string;
      outcomes: {
        outcome: {
          name: string;
          calls: number;
          said: string;
        }[];
      };
      totaldifferences: number;
      differences: {
        difference: {
          field: string;
          kind: string;
          matters: boolean;
          calls: number;
          times: number;
          first: string;
          last: string;
          examples: {
            example: {
              date: string;
              call: string;
              here: string;
              there: string;
            }[];
          };
        }[];
      };
    }[];
  };
}
