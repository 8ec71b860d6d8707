import type { DeskSettings } from '../store/desk/settings';
import type { NewAttachment } from '../store/tickets/attachments';
import { checkAttachments } from '../tickets/attachments';
import { WINMAIL } from './reading/file-names';
import type { MailFile, ReceivedMail } from './reading/mail';

/** The files of a mail that a message gets, and those that it does not. */
interface ChosenFiles {
  attachments: NewAttachment[];
  /** In the order of `attachments`. */
  files: MailFile[];
  leftOut: { name: string; because: string }[];
  flags: string[];
}

/** What the desk itself makes of parts of a mail, and encrypted mail, which nothing else is left of. */
const ALWAYS = new Set(['eml', 'ics', 'p7m', 'asc']);

/** Chooses the files that may be attached. The others are named, and the mail is taken all the same. */
export function chooseFiles(mail: ReceivedMail, desk: DeskSettings): ChosenFiles {
  const extensions = new Set([...desk.attachmentExtensions, ...ALWAYS]);
  const leftOut = mail.leftOut.map(({ name, because }) => ({ name, because: `it is ${WORDS[because]}` }));
  const files: MailFile[] = [];
  for (const file of mail.files) {
    const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
    const problem =
      !extensions.has(extension) && file.name !== WINMAIL
        ? 'files of its type are not allowed'
        : file.content.length > desk.attachmentMaxBytes
          ? `it is ${WORDS['too large']}`
          : files.length >= desk.attachmentMaxFiles
            ? `it is ${WORDS['too many']}`
            : undefined;
    if (problem === undefined) files.push(file);
    else leftOut.push({ name: file.name, because: problem });
  }
  // Of these files, only WINMAIL is chosen for its whole name.
  const attachments = checkAttachments(
    files.map(({ name, content }) => ({ filename: name, data: content })),
    { ...desk, attachmentExtensions: new Set([...extensions, 'dat']) },
  );
  const isTooMany = leftOut.some(({ because }) => because.includes(WORDS['too many']));
  const isLeftOut = leftOut.some(({ because }) => !because.includes(WORDS['too many']));
  return {
    ...{ attachments, files, leftOut: leftOut.slice(0, MOST_NAMED) },
    flags: [...(isLeftOut ? ['attachment-left-out'] : []), ...(isTooMany ? ['too-many-attachments'] : [])],
  };
}

/** More names help nobody. */
const MOST_NAMED = 100;

const WORDS = { 'too large': 'too large', 'too many': 'one file too many' };
