/** What the pages for setting up show, made from the schemas of actions. */

/** One value to choose. */
export interface SetupChoice {
  value: string;
  name: string;
}

/** Choices with what they have in common. */
export interface ChoiceGroup {
  /** Empty for choices that stand for themselves. */
  title: string;
  choices: SetupChoice[];
}

/** How a value is entered. */
export type Control =
  | { kind: 'line'; inputmode?: 'email' | 'url' }
  | { kind: 'text' }
  | { kind: 'secret' }
  | { kind: 'number'; least?: number; most?: number; lookUp?: { slug: string } }
  | { kind: 'date'; hasTime: boolean }
  | { kind: 'tick' }
  | { kind: 'choice'; choices: SetupChoice[] }
  | { kind: 'ticks'; groups: ChoiceGroup[] }
  | { kind: 'group'; fields: SetupField[] };

/** One field of a form: a parameter of an action, or a member of one. */
export interface SetupField {
  /** The names that lead to it: `email_preferences`, `general`. */
  path: readonly string[];
  /** What people call it, where it is not the parameter that has a name. */
  name?: string;
  /** What it is a parameter of. */
  noun: string;
  /** The schema's own words, in English. */
  hint: string;
  isRequired: boolean;
  /** What is wrong with it; empty if nothing is. */
  problem: string;
  control: Control;
  /** As it is entered. Several values have commas between them, `1` is a tick. */
  value: string;
  /** The fingerprint of the value before it was edited. Undefined for what is new. */
  was?: string;
}

/** The parts of an answer's schema that say how it is shown. */
export interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  additionalProperties?: Shape;
  'x-secret'?: boolean;
  'x-html'?: boolean;
}

/** A thing that a value is about, and its page. */
export interface Reference {
  name: string;
  /** The address below that of setting up; undefined for a thing without a page. */
  to?: string;
}

/** One column of a list. */
export interface Column {
  member: string;
  shape: Shape;
  /** What the ids in it are called. */
  names?: ReadonlyMap<string, Reference>;
}

/** A list, and the way through it. */
export interface Listed {
  columns: Column[];
  rows: Record<string, unknown>[];
  /** The rows in groups, for lists that have some. One without a title has what is in no other. */
  groups?: { title: string; rows: Record<string, unknown>[] }[];
  /** The address of a row's page below that of setting up; undefined where rows have none. */
  toRow?: (row: Record<string, unknown>) => string | undefined;
  start: number;
  total: number;
  /** How many are on a page; zero for lists that always come whole. */
  perPage: number;
}
