import { createHash } from 'node:crypto';

/** What a form remembers of a value, to see later whether it was changed. Long texts would make it twice as large. */
export const fingerprint = (value: string): string =>
  createHash('sha256').update(value.replaceAll('\r\n', '\n')).digest('base64url').slice(0, 16);
