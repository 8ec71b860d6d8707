import type { ThreadMail } from '../store/desk/email-threads';

/** The headers that put a mail into its conversation. Message-IDs without brackets. */
interface Threading {
  inReplyTo: string;
  references: string[];
}

const MOST_IDS = 20;

/** Shorter than any header line may be, and without what could end an id. */
const PLAIN_ID = /^[\x21-\x7e]{3,250}$/;

/**
 * Puts a mail into the conversation of those who get it. It answers the last mail that came from them, or else the last
 * one that they got.
 *
 * @param staffId the member of staff who gets it; null for customers
 */
export function threadOf(mails: ThreadMail[], staffId: number | null): Threading {
  const theirs = mails.filter((mail) => mail.staffId === staffId && isId(mail.mailId));
  const answered = theirs.findLast(({ isReceived }) => isReceived) ?? theirs.at(-1);
  if (answered === undefined) return { inReplyTo: '', references: [] };
  const others = [...new Set(theirs.map(({ mailId }) => mailId))].filter((id) => id !== answered.mailId);
  // The last id is the one that is answered, as RFC 5322 has it.
  const all = [...others, answered.mailId];
  const references = all.length <= MOST_IDS ? all : [...all.slice(0, 1), ...all.slice(1 - MOST_IDS)];
  return { inReplyTo: answered.mailId, references };
}

const isId = (id: string): boolean => PLAIN_ID.test(id) && !/[<>]/.test(id);
