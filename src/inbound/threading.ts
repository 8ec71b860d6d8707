import type { ReceivedMail } from './reading/mail';

/** What a header may have as it is. */
const PLAIN_ID = /^[\x21-\x3b\x3d\x3f-\x7e]{3,250}$/;

/** Lets a mail of ours answer one that came. */
export function threadTo({ messageId }: ReceivedMail): { inReplyTo?: string; references?: string[] } {
  return messageId !== null && PLAIN_ID.test(messageId) ? { inReplyTo: messageId, references: [messageId] } : {};
}
