import { fileNameOf, mailFileNameOf } from './file-names';
import type { LeftOutFile, MailFile, MailFlag, ReadingLimits } from './mail';
import { decodeTransfer, sizeOfBase64 } from './transfer';

/** The files of a mail, in their order, and those that are over the limits. */
export class FileCollector {
  readonly files: MailFile[] = [];
  readonly leftOut: LeftOutFile[] = [];
  private nameless = 0;

  constructor(private readonly limits: ReadingLimits) {}

  /** What the limits say of this mail. */
  get flags(): MailFlag[] {
    const has = (because: LeftOutFile['because']) => this.leftOut.some((file) => file.because === because);
    return [
      ...(has('too large') ? ['attachment-left-out' as const] : []),
      ...(has('too many') ? ['too-many-attachments' as const] : []),
    ];
  }

  /** @param load decodes the content, which is not done for a file that is left out */
  add(given: string, type: string | null, contentId: string | null, size: number, load: () => Buffer): void {
    const known = type ?? typeOf(given);
    if (given.trim() === '') this.nameless++;
    this.keep(fileNameOf(given, known, this.nameless), known, contentId, size, load);
  }

  /** Adds a file whose transfer encoding is not undone. */
  addEncoded(given: string, type: string, contentId: string | null, body: Buffer, encoding: string): void {
    const isBase64 = /base64/i.test(encoding);
    const mayFit = this.files.length < this.limits.files && body.length <= this.limits.fileBytes * 1.5 + 1_000;
    // What is left out is not decoded only to be measured.
    const content = isBase64 && !mayFit ? null : decodeTransfer(body, encoding, null);
    this.add(
      given,
      type,
      contentId,
      content?.length ?? sizeOfBase64(body),
      () => content ?? decodeTransfer(body, encoding, null),
    );
  }

  addMail(given: string, subject: string, type: string, content: Buffer): void {
    this.keep(mailFileNameOf(given, subject), type, null, content.length, () => content);
  }

  private keep(name: string, type: string, contentId: string | null, size: number, load: () => Buffer): void {
    if (size > this.limits.fileBytes) this.leftOut.push({ name, type, size, because: 'too large' });
    else if (this.files.length >= this.limits.files) this.leftOut.push({ name, type, size, because: 'too many' });
    else this.files.push({ name, type, content: load(), contentId, isInline: false });
  }
}

/** Types of files for which nobody named one. */
const TYPES: Record<string, string> = {
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ics: 'text/calendar',
};

const typeOf = (name: string): string =>
  TYPES[/\.([a-z0-9]{2,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
