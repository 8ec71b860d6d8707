/** A variable of an answer: a brace, a dollar sign and a name, as in mail templates. */
const VARIABLE = /\{\$([a-z_]+)\}/g;

/** What an answer to many tickets may say differently in each. */
const ANSWER_VARIABLES = [
  'client_name',
  'client_first_name',
  'client_email',
  'ticket_id',
  'ticket_subject',
  'ticket_department',
  'ticket_status',
  'ticket_priority',
  'admin_name',
  'company_name',
] as const;

export type AnswerVariable = (typeof ANSWER_VARIABLES)[number];

const isKnown = (name: string): name is AnswerVariable => ANSWER_VARIABLES.some((known) => known === name);

/** The first variable of a text that nothing is known of, so that nobody sends it to customers; undefined if all are known. */
export const unknownVariable = (text: string): string | undefined =>
  [...text.matchAll(VARIABLE)].map(([, name = '']) => name).find((name) => !isKnown(name));

/** Fills in the variables of a text. Values are not searched for variables again. */
export const fillVariables = (text: string, values: Record<AnswerVariable, string>): string =>
  text.replace(VARIABLE, (written, name: string) => (isKnown(name) ? values[name] : written));
