/** Made by `npm run generate` from schemas/GetHooks.json; changes belong there. */

/**
 * List the desk's own hooks, as servers loaded them last, with their events, their state and the last failure
 */
export interface GetHooks {
  /**
   * Only the one with this file name
   */
  name?: string;
}

/**
 * What GetHooks is called with
 */
export interface GetHooksCall {
  /**
   * Only the one with this file name
   */
  name?: string;
}

/**
 * What GetHooks answers
 */
export interface GetHooksAnswer {
  totalresults: number;
  hooks: {
    hook: {
      name: string;
      events: string;
      state: string;
      failures: number;
      lastfailure: string;
      lastfailed: string;
      disabled: string;
      loaded: string;
    }[];
  };
}
