/** One parameter in schemas/: JSON Schema, plus our own keys for what JSON Schema cannot express. */
export interface Property {
  type?: string | string[];
  description?: string;
  /** Other names under which callers send it. */
  'x-aliases'?: string[];
  /** The encoding on the wire, if it is more than the type written as text. */
  'x-decode'?:
    | ('addresses' | 'attachments' | 'customfields' | 'date' | 'email' | 'files' | 'links' | 'list' | 'values')
    /** A date as text, as the desk writes it. What begins like one stays as sent. */
    | 'moment'
    /** Text to search for, which may be an e-mail address. */
    | 'search';
  /** The date format, if not `2027-01-31 09:00:00` or ISO 8601. `localised` accepts `31/01/2027` besides those. */
  'x-date'?: DateStyle | 'localised';
  /** The published text of the refusal. */
  'x-error'?: string;
  /**
   * What else means "not sent": `words` for a text that refers to something, where `None` or `false` can only be how a
   * program writes a missing value; `zero` for such a text, a number or a date where `0` or `0000-00-00` is "none", too;
   * `words-not-none` is `words` where `none` is a value, in these letters: programs print `None`.
   */
  'x-absent'?: 'zero' | 'words' | 'words-not-none';
  /** A number of which a larger one than PostgreSQL can hold means the largest: callers send PHP_INT_MAX for "all". */
  'x-saturates'?: boolean;
  /** Text that people write, and that is not always sent: every word counts, even `None`. */
  'x-verbatim'?: boolean;
  /** Text over which no call fails: a list or an object in its place is ignored. */
  'x-secondary'?: boolean;
  /** Text that may have several lines. Line breaks in all other text become spaces. */
  'x-multiline'?: boolean;
  /** A password or the like: store nothing derived from it, except its slow hash. */
  'x-secret'?: boolean;
  /** Text that empty text clears. Elsewhere, empty text means that nothing was sent, because so WHMCS's callers mean it. */
  'x-clearable'?: boolean;
  /** The parameters whose values are removed if this one names them. Forms name those that were emptied. */
  'x-removes'?: readonly string[];
  /** In typed schemas: empty text and an empty list clear the value, and reach the action as null. */
  'x-clears'?: boolean;
  properties?: Record<string, Property>;
  required?: string[];
  items?: Property;
  enum?: readonly unknown[];
  minItems?: number;
}

/** The topics of the WHMCS API's actions, in the order of the documentation, with a description of each. */
export const TOPICS = {
  Tickets: 'Opening, answering, finding and closing tickets',
  Support: 'Announcements, predefined replies and to-do items',
  People: 'Clients, their contacts, users, services and domains',
  Desk: 'How tickets are organised: departments, statuses, priorities, types, categories, custom fields, spam filters',
  Access: 'Administrators, credentials, roles, single sign-on and bans',
  Deliveries: 'Events and who is told of them',
  System: 'Settings, mail, statistics and the activity log',
};

export interface Schema {
  title: string;
  description: string;
  /** The topic, for actions of the WHMCS API. */
  'x-topic'?: keyof typeof TOPICS;
  properties: Record<string, Property>;
  required?: string[];
  /** Whether the action changes anything. Actions that only read run in a read-only snapshot. */
  'x-access': 'read' | 'write';
  /** Parameters are typed values, as in JSON: empty text is a text, null is a value, and names match at every depth. */
  'x-typed'?: boolean;
  /** The format of the answer when the call does not name one. */
  'x-responsetype': 'list' | 'nvp';
  /**
   * Every refusal of the action, published or our own, in the order of the checks: if a call has several faults, it
   * gets the first one. Parameters are validated before anything is looked up. A text that serves both for a wrong
   * parameter and for a missing row stands in the place of the lookup. `xxx` stands for a list.
   */
  'x-refusals': string[];
  /** A sample call and its answer, as JSON, for the documentation. */
  'x-example'?: { request: Record<string, unknown>; answer: Record<string, unknown> };
  /** The JSON Schema of the answer, with its properties in the order in which they are written. */
  'x-answer': AnswerSchema;
}

/** `x-text` marks a number that the published sample prints as a string; `x-date` names the date format. */
export interface AnswerSchema {
  type?: string | string[];
  properties?: Record<string, AnswerSchema>;
  items?: AnswerSchema;
  additionalProperties?: AnswerSchema;
  'x-text'?: boolean;
  /** Missing from some answers. */
  'x-optional'?: boolean;
  /** Shown only once: a replayed answer has it empty. */
  'x-secret'?: boolean;
  /** HTML that was made safe: a page may show it as it is. */
  'x-html'?: boolean;
  'x-date'?: DateStyle;
}

/**
 * Date formats other than the usual `2027-01-31 09:00:00`. In this order: `31.01.2027 09:00`, `09:00:00 31.01.2027`,
 * `2027-01-31T09:00:00.0000000+00:00`, `31st January 2027 9:00:00am`.
 */
export type DateStyle = 'day-first' | 'time-first' | 'iso' | 'words';
