import type { Registered } from '../../../calls/registry';

export type AnswerSchema = Registered['schema']['x-answer'];

/** Where the rows of a list are in an answer, and what each has. */
export interface Rows {
  /** `departments`, `department` */
  path: readonly string[];
  /** The name of one row: `department`. */
  one: string;
  members: Readonly<Record<string, AnswerSchema>>;
}

/** Finds the rows of a list: the first list of objects in an answer, at its top or one level below. */
export function rowsOf(schema: AnswerSchema): Rows | undefined {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (member.items?.properties !== undefined) {
      return { path: [name], one: name.replace(/s$/, ''), members: member.items.properties };
    }
    const [[inner, list] = ['', undefined], ...others] = Object.entries(member.properties ?? {});
    if (others.length === 0 && list?.items?.properties !== undefined) {
      return { path: [name, inner], one: inner, members: list.items.properties };
    }
  }
  return undefined;
}

/** Whether an answer is a list of rows, and not one thing that has lists in it. */
export const isList = ({ properties = {} }: AnswerSchema): boolean =>
  'totalresults' in properties || Object.keys(properties).length <= 3;

/** The rows in an answer. */
export function readRows(answer: unknown, { path }: Rows): Record<string, unknown>[] {
  const list = path.reduce<unknown>((value, name) => asObject(value)[name], answer);
  return Array.isArray(list) ? list.map(asObject) : [];
}

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
