/** Made by `npm run generate` from schemas/RunMacro.json; changes belong there. */

/**
 * Make all changes of a macro to a ticket, or none. The caller needs the right to each of them
 */
export interface RunMacro {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the macro
   */
  macroid: number;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
}

/**
 * What RunMacro is called with
 */
export interface RunMacroCall {
  /**
   * The ticket's id
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the macro
   */
  macroid: number | `${number}`;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number | `${number}`;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number | `${number}`;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
}

/**
 * What RunMacro answers
 */
export interface RunMacroAnswer {
  ticketid: number;
  macroid: number;
  replyid: number;
  noteid: number;
}
