/** Made by `npm run generate` from schemas/UpdateMacro.json; changes belong there. */

/**
 * Update a macro; omitted parameters stay unchanged
 */
export interface UpdateMacro {
  /**
   * The id of the macro
   */
  macroid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The key that runs it on the page of a ticket: one or two keystrokes, such as 1, Alt+p or q r
   */
  key?: string;
  /**
   * Whether everybody has it, or only the calling administrator
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
   * The position among the macros
   */
  sortorder?: number;
  /**
   * What to take out of it, such as status,reply: key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply or note
   *
   * @maxItems 500
   */
  remove?: string | (string | number)[];
}

/**
 * What UpdateMacro is called with
 */
export interface UpdateMacroCall {
  /**
   * The id of the macro
   */
  macroid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The key that runs it on the page of a ticket: one or two keystrokes, such as 1, Alt+p or q r
   */
  key?: string;
  /**
   * Whether everybody has it, or only the calling administrator
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
   * The position among the macros
   */
  sortorder?: number | `${number}`;
  /**
   * What to take out of it, such as status,reply: key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply or note
   */
  remove?: unknown;
}

/**
 * What UpdateMacro answers
 */
export interface UpdateMacroAnswer {
  macroid: number;
}
