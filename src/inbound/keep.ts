import { markDeliverable, markFiles, markMessage } from '../store/inbound/messages';
import { keepTexts, tieRaw } from '../store/inbound/raw-mails';
import type { MailFile } from './reading/mail';
import type { Received } from './received';
import type { Body } from './text';

/** A message or a note. */
type Written = { messageId: number } | { noteId: number };

/** Keeps with a message or note what it does not show of its mail, and which mail it was. */
export function keepMessage(
  { context, mail, sender, signs, verdict }: Received,
  mailLogId: number,
  written: Written,
  { kept }: Body,
  files: MailFile[],
  isAutomatic: boolean,
): void {
  const { db } = context;
  const place = { messageId: null, noteId: null, ...written };
  if ('messageId' in written) {
    markMessage(db, written.messageId, { mailId: storableId(mail.messageId), isAutomatic });
  }
  markFiles(db, written, files);
  if (kept !== null) keepTexts(db, mailLogId, { ...place, ...kept });
  tieRaw(db, mailLogId, place);
  // Whoever writes reads, too.
  if (!signs.isAutomatic && verdict !== 'fail') markDeliverable(db, sender.key);
}

/** Longer than any header line may be, it could neither be answered nor indexed. */
const LONGEST_ID = 900;

const storableId = (id: string | null): string | null => (id === null || id.length > LONGEST_ID ? null : id);
