/**
 * Turns the line breaks of a text that must be one line, such as a subject, into spaces. Mail headers are made of such
 * texts, and a line break there would begin another header.
 */
export const oneLine = (text: string): string =>
  /[\r\n]/.test(text) ? text.replace(/^[\r\n]+|[\r\n]+$/g, '').replace(/[\r\n]+/g, ' ') : text;
