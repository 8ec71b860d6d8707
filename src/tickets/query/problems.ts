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

/** The same for what a program asks for by a parameter of its own, which it knows by that name only. */
const PARAMETER_WORDS: { [code in Code]?: (...details: string[]) => string } = {
  unknown_value: (_key, value, known) =>
    known === '' ? `there is no "${value}"` : `there is no "${value}". Must be one of ${known}`,
  unclear_value: (_key, value, meant) => `"${value}" may be ${meant}. Write which one`,
  not_staff: (key, value) => `${key === 'is' ? 'it' : `"${value}"`} is only for administrators`,
  foreign_department: (name) => `you do not work in the department "${name}"`,
};

/** Collects what is wrong with a query, so that a person learns all of it at once. */
export class QueryProblems {
  private readonly found: FormProblem[] = [];
  /** The parameter that asks for what is read now; undefined for the query. */
  parameter: string | undefined;

  add(code: Code, ...details: string[]): void {
    const { parameter } = this;
    const own = parameter === undefined ? undefined : PARAMETER_WORDS[code];
    const words: (...details: string[]) => string = own ?? WORDS[code];
    const message = `${own === undefined ? START : `Invalid ${parameter}: `}${words(...details)}`;
    this.found.push({ field: parameter ?? 'query', code: `query_${code}`, details, message });
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  /** @throws FormRefused `Query not understood: xxx` or `Invalid xxx: xxx`, if anything is wrong */
  refuse(): void {
    if (this.found.length > 0) throw new FormRefused(this.found);
  }
}

const MOST_LISTED = 12;

/** Lists names for a sentence, and not too many of them. */
export const listed = (names: readonly string[]): string =>
  names.slice(0, MOST_LISTED).join(', ') + (names.length > MOST_LISTED ? ', ...' : '');
