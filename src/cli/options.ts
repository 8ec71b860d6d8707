import { InvalidArgumentError } from 'commander';

/** Parses a comma-separated list. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Parses a whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

/** Parses the id of something that exists. Refuses 0, which actions take as "not sent". */
export function existingId(text: string): number {
  const id = wholeNumber(text);
  if (id === 0) throw new InvalidArgumentError('must be a whole number from 1');
  return id;
}

/** Parses a text that must not be empty. Actions take an empty one as "not sent" and would fall back to a default. */
export function nonEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('must not be empty');
  return text;
}

/** Collects the values of an option that may be repeated. */
export const repeated = (text: string, before: string[]): string[] => [...before, nonEmpty(text)];
