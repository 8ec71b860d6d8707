import type { Visit } from '../layout';

/** Making one takes longer than writing a page. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number as people read it: `10,000`. */
export function numberOf({ language }: Pick<Visit, 'language'>, number: number): string {
  const format = formats.get(language.code) ?? new Intl.NumberFormat(language.code);
  formats.set(language.code, format);
  return format.format(number);
}
