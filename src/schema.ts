/** How one parameter is written in schemas/: JSON Schema, and what JSON Schema has no words for. */
export interface Property {
  type?: string;
  /** Other names that callers send it under. */
  'x-aliases'?: string[];
  /** The wire encoding, where it is more than the text of its type. */
  'x-decode'?: 'attachments' | 'customfields' | 'date';
  /** The published text of the refusal. */
  'x-error'?: string;
  /** Texts that mean "not sent": `0` where answers print it for "none", what careless clients print for nothing. */
  'x-absent'?: string[];
}

export interface Schema {
  title: string;
  description: string;
  properties: Record<string, Property>;
  required?: string[];
  /** Whether the action changes anything: what only reads runs in a read-only snapshot. */
  'x-access': 'read' | 'write';
  /** The format of the answer when the caller asks for none. */
  'x-responsetype': 'list' | 'nvp';
  /** Every refusal that the action documents or adds, `xxx` standing for a list. */
  'x-refusals': string[];
  /** JSON Schema of the answer, its properties in the order in which they are written. */
  'x-answer': AnswerSchema;
}

/** `x-text` marks a number that the published sample prints as a string. */
export interface AnswerSchema {
  type?: string | string[];
  properties?: Record<string, AnswerSchema>;
  items?: AnswerSchema;
  'x-text'?: boolean;
}
