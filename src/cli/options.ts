import { InvalidArgumentError } from 'commander';

/** Reads a comma list. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Reads a whole number that is not negative. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

/** Reads the id of something that there is: none is zero, which would count as none given. */
export function existing(text: string): number {
  const id = whole(text);
  if (id === 0) throw new InvalidArgumentError('must be a whole number from 1');
  return id;
}

/** Reads a text in which there must be something: an empty one would count as none, and mean something else. */
export function filled(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('must not be empty');
  return text;
}
