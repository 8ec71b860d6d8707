/** How one parameter is written in schemas/: JSON Schema, and what JSON Schema has no words for. */
export interface Property {
  type?: string | string[];
  description?: string;
  /** Other names that callers send it under. */
  'x-aliases'?: string[];
  /** The wire encoding, where it is more than the text of its type. */
  'x-decode'?: 'attachments' | 'customfields' | 'date' | 'files' | 'links' | 'list' | 'values';
  /** How a moment is written, where it is not `2027-01-31 09:00:00` or ISO 8601; `localised` is `31/01/2027` beside them. */
  'x-date'?: DateStyle | 'localised';
  /** The published text of the refusal. */
  'x-error'?: string;
  /** Texts that mean "not sent": `0` where answers print it for "none", what careless clients print for nothing. */
  'x-absent'?: string[];
  /** A password or the like: nothing that is kept may be made of it but its slow hash. */
  'x-secret'?: boolean;
  /** In typed schemas: empty text and an empty list take the value away, and are handed on as null. */
  'x-clears'?: boolean;
  properties?: Record<string, Property>;
  items?: Property;
  enum?: readonly unknown[];
  minItems?: number;
}

/** What the actions of the hatch are about, in the order in which they are described, and what each of that is. */
export const TOPICS = {
  Tickets: 'Opening, answering, finding and closing tickets',
  Support: 'Announcements, predefined replies and to-do items',
  People: 'Clients, their contacts, users, services and domains',
  Desk: 'What tickets are put in order by: departments, statuses, priorities, types, categories, custom fields, spam filters',
  Access: 'Administrators, credentials, roles, single sign-on and bans',
  System: 'Settings, mail, figures and the activity log',
};

export interface Schema {
  title: string;
  description: string;
  /** What it is about, for actions of the hatch. */
  'x-topic'?: keyof typeof TOPICS;
  properties: Record<string, Property>;
  required?: string[];
  /** Whether the action changes anything: what only reads runs in a read-only snapshot. */
  'x-access': 'read' | 'write';
  /** Parameters are values with types, as in JSON: empty text is a text, null is a value, and names are matched at every depth. */
  'x-typed'?: boolean;
  /** The format of the answer when the caller asks for none. */
  'x-responsetype': 'list' | 'nvp';
  /**
   * Every refusal that the action documents or adds, `xxx` standing for a list, in the order in which they are checked: of
   * several faults the first is answered. A text for a wrong parameter and for what is not found stands where the latter is
   * checked; wrong parameters come before anything is looked up.
   */
  'x-refusals': string[];
  /** A call and its answer for people to read: what is sent, and what comes back as JSON. */
  'x-example'?: { request: Record<string, unknown>; answer: Record<string, unknown> };
  /** JSON Schema of the answer, its properties in the order in which they are written. */
  'x-answer': AnswerSchema;
}

/** `x-text` marks a number that the published sample prints as a string, `x-date` how a moment is written. */
export interface AnswerSchema {
  type?: string | string[];
  properties?: Record<string, AnswerSchema>;
  items?: AnswerSchema;
  additionalProperties?: AnswerSchema;
  'x-text'?: boolean;
  /** Not in every answer. */
  'x-optional'?: boolean;
  /** Shown once: where the answer is given again, it is empty. */
  'x-secret'?: boolean;
  'x-date'?: DateStyle;
}

/**
 * `2027-01-31 09:00:00` without one; `31.01.2027 09:00`, `09:00:00 31.01.2027`, `2027-01-31T09:00:00.0000000+00:00`,
 * `31st January 2027 9:00:00am`.
 */
export type DateStyle = 'day-first' | 'time-first' | 'iso' | 'words';
