/**
 * Turns the line breaks of a text that must be one line, such as a subject, into spaces. Mail headers are made of such
 * texts, and a line break there would begin another header.
 */
export function oneLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  // A pattern that ends with `[\r\n]+$` takes two minutes for 200,000 line breaks in the middle of a text.
  let start = 0;
  let end = text.length;
  while (start < end && isBreak(text.charCodeAt(start))) start += 1;
  while (end > start && isBreak(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end).replace(/[\r\n]+/g, ' ');
}

const isBreak = (code: number): boolean => code === 0x0a || code === 0x0d;
