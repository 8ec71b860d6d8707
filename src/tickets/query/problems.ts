import { type FormProblem, FormRefused } from '../../errors';

/** What begins the text of every refusal of a query. */
const START = 'Query not understood: ';

/** What can be wrong with a query, in the words of the API. The pages have words of their own for each code. */
const WORDS = {
  unknown_key: (key, known) =>
    `there is no filter "${key}". The filters are ${known}. To look for the words, put them in quotation marks`,
  no_value: (key) => `write a value after "${key}:"`,
  unknown_value: (key, value, known) =>
    known === '' ? `"${key}" knows no "${value}"` : `"${key}" knows no "${value}". It knows ${known}`,
  unclear_value: (key, value, meant) => `"${key}:${value}" may be ${meant}. Write which one`,
  no_date: (key, value) =>
    `"${key}" takes no "${value}". It takes dates such as 2027-01-31, >2027-01-31, 2027-01-01..2027-01-31, today or 7d`,
  twice: (key) => `use "${key}" once; part several values by commas`,
  not_staff: (key, value) => `"${key}:${value}" is only for administrators`,
  foreign_department: (name) => `you do not work in the department "${name}"`,
  one_way: (key) => `"${key}" cannot be excluded with a minus`,
} satisfies Record<string, (...details: string[]) => string>;

type Code = keyof typeof WORDS;

/** Collects what is wrong with a query, so that a person learns all of it at once. */
export class QueryProblems {
  private readonly found: FormProblem[] = [];

  add(code: Code, ...details: string[]): void {
    const words: (...details: string[]) => string = WORDS[code];
    this.found.push({ field: 'query', code: `query_${code}`, details, message: START + words(...details) });
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  /** @throws FormRefused `Query not understood: xxx`, if anything is wrong */
  refuse(): void {
    if (this.found.length > 0) throw new FormRefused(this.found);
  }
}

const MOST_LISTED = 12;

/** Lists names for a sentence, and not too many of them. */
export const listed = (names: readonly string[]): string =>
  names.slice(0, MOST_LISTED).join(', ') + (names.length > MOST_LISTED ? ', ...' : '');
