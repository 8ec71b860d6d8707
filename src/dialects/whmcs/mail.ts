import { invalid } from '../../errors';

/**
 * Reads a mail whose text is in the call itself, instead of in a template.
 *
 * @throws ApiError (invalid) `A subject is required for a custom message`,
 *   `A message body is required for a custom message`
 */
export function readCustomMail({ customsubject, custommessage }: { customsubject?: string; custommessage?: string }) {
  if (!customsubject?.trim()) throw invalid('A subject is required for a custom message');
  if (!custommessage?.trim()) throw invalid('A message body is required for a custom message');
  return { id: null, subject: customsubject, body: custommessage };
}
