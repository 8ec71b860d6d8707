import { isEmail } from '../tickets/authors';

/** Reads a text of so many characters at most. */
export const text =
  (longest: number) =>
  (value: string): string => {
    if (value.length > longest) throw new Error(`may have at most ${longest} characters`);
    return value;
  };

/** Reads a whole number within limits. */
export const whole =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,10}$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) throw new Error(`must be a whole number from ${least} to ${most}`);
    return number;
  };

/** Reads an e-mail address. */
export function email(value: string): string {
  if (!isEmail(value)) throw new Error('must be an e-mail address');
  return value.trim();
}

/** Reads one of some words, in any letter case. */
export const oneOf =
  (...words: string[]) =>
  (value: string): string => {
    const found = words.find((word) => word.toLowerCase() === value.trim().toLowerCase());
    if (found === undefined) throw new Error(`must be ${words.join(' or ')}`);
    return found;
  };

/** Reads the name under which a mail server signs its Authentication-Results, or nothing. */
export function authservId(value: string): string {
  if (!/^[\w.:-]{0,253}$/.test(value.trim())) throw new Error('must be a host name such as mx.example.com');
  return value.trim();
}

/** Reads a country's code. */
export function country(value: string): string {
  if (!/^[A-Za-z]{2}$/.test(value)) throw new Error('must be a country code of two letters');
  return value.toUpperCase();
}
