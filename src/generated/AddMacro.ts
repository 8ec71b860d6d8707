/** Made by `npm run generate` from schemas/AddMacro.json; changes belong there. */

/**
 * Add a macro: several changes that are made to a ticket together
 */
export interface AddMacro {
  /**
   * The name
   */
  name: string;
  /**
   * The key that runs it on the page of a ticket: one or two keystrokes, such as 1, Alt+p or q r
   */
  key?: string;
  /**
   * Whether everybody has it, or only the calling administrator; by default only that one
   */
  shared?: boolean;
  /**
   * The title of the status that the ticket gets
   */
  status?: string;
  /**
   * The name of its priority
   */
  priority?: string;
  /**
   * The id of the department that it moves to
   */
  deptid?: number;
  /**
   * To whom it is assigned: me for whoever runs the macro, an administrator's id or user name, or 0 for nobody
   */
  flag?: string;
  /**
   * Tags to add: a list, or text with commas
   *
   * @maxItems 500
   */
  addtags?: string | (string | number)[];
  /**
   * Tags to remove, in any letter case
   *
   * @maxItems 500
   */
  removetags?: string | (string | number)[];
  /**
   * For how many hours it is snoozed
   */
  snoozehours?: number;
  /**
   * A reply to send, in Markdown, with the variables of GetPredefinedReplies
   */
  reply?: string;
  /**
   * A note to add, in Markdown, with the same variables
   */
  note?: string;
  /**
   * The position among the macros; last by default
   */
  sortorder?: number;
}

/**
 * What AddMacro is called with
 */
export interface AddMacroCall {
  /**
   * The name
   */
  name: string;
  /**
   * The key that runs it on the page of a ticket: one or two keystrokes, such as 1, Alt+p or q r
   */
  key?: string;
  /**
   * Whether everybody has it, or only the calling administrator; by default only that one
   */
  shared?: boolean;
  /**
   * The title of the status that the ticket gets
   */
  status?: string;
  /**
   * The name of its priority
   */
  priority?: string;
  /**
   * The id of the department that it moves to
   */
  deptid?: number | `${number}`;
  /**
   * To whom it is assigned: me for whoever runs the macro, an administrator's id or user name, or 0 for nobody
   */
  flag?: string;
  /**
   * Tags to add: a list, or text with commas
   */
  addtags?: unknown;
  /**
   * Tags to remove, in any letter case
   */
  removetags?: unknown;
  /**
   * For how many hours it is snoozed
   */
  snoozehours?: number | `${number}`;
  /**
   * A reply to send, in Markdown, with the variables of GetPredefinedReplies
   */
  reply?: string;
  /**
   * A note to add, in Markdown, with the same variables
   */
  note?: string;
  /**
   * The position among the macros; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddMacro answers
 */
export interface AddMacroAnswer {
  macroid: number;
}
