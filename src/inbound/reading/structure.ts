import { decodeText } from './charsets';
import { cleanText } from './clean';
import { decodeWords } from './encoded-words';
import { withoutCommands } from './enriched';
import { type Field, fieldOf, inUnicode } from './fields';
import { WINMAIL, withExtension } from './file-names';
import { FileCollector } from './files';
import { undoFlowed } from './flowed';
import type { MailFlag, ReadingLimits } from './mail';
import { readDisposition, textOf } from './parameters';
import { type Part, splitParts } from './parts';
import { signedContent } from './smime';
import { alternativeOf, joinWritings, type Writing } from './texts';
import { readTnef } from './tnef';
import { decodeTransfer } from './transfer';
import { withoutUuencoded } from './uuencode';

/** Types of text that a person reads. All others are files. */
const READ_AS_TEXT = /^text\/(?:plain|html|markdown|x-markdown|enriched|richtext|x-plain)$/;
const MAIL = /^message\/(?:rfc822|global|news)$/;
const OF_REPORTS =
  /^(?:message\/(?:global-)?(?:delivery-status|disposition-notification|feedback-report|headers)|text\/rfc822-headers|message\/rfc822-headers)$/;
const SIGNATURE = /^application\/(?:x-)?(?:pkcs7|pgp)-signature$/;
const ENCRYPTED = /^application\/(?:x-)?pkcs7-mime$/;
const TNEF = /^application\/(?:vnd\.)?ms-tnef$/;
/** Copies for watches and moving pages for one mail program: the same text is there in HTML. */
const FOR_FEW = /^text\/(?:x-amp-html|watch-html)$/;

/** Walks over the parts of a mail and collects its texts and its files. */
export class Structure {
  readonly flags = new Set<MailFlag>();
  readonly files: FileCollector;
  /** Parts in which a report says what it says to programs. */
  readonly reportParts: Part[] = [];
  private tnefWriting: Writing | null = null;
  /** What the whole mail says, signatures around it left aside. */
  private whole: Part | null = null;

  constructor(
    /** The character set of the mail's text, for headers that name none. */
    private readonly charset: string,
    limits: ReadingLimits,
  ) {
    this.files = new FileCollector(limits);
  }

  /** @returns what the mail says, with its files collected in order */
  read(root: Part): Writing {
    const writings = this.walkWhole(root);
    const written = joinWritings(writings);
    const isEmpty = (written.plain ?? '').trim() === '' && (written.html ?? '').trim() === '';
    return isEmpty && this.tnefWriting !== null ? this.tnefWriting : written;
  }

  /**
   * The bytes of a part's body, with its transfer encoding undone.
   *
   * @param charset that of a text, '' if it names none.
   */
  contentOf(part: Part, charset: string | null = null): Buffer {
    const encoding = fieldOf(part.fields, 'content-transfer-encoding') ?? '';
    return decodeTransfer(part.raw.subarray(part.bodyStart, part.end), encoding, charset);
  }

  private walkWhole(part: Part): Writing[] {
    this.whole = part.media.type === 'multipart/signed' ? (part.children[0] ?? part) : part;
    return this.walk(part);
  }

  private walk(part: Part): Writing[] {
    const { type } = part.media;
    if (!type.startsWith('multipart/')) return this.leaf(part);
    if (part.children.length === 0) return this.encoded(part) ?? this.leaf(part);
    if (type === 'multipart/alternative') return this.alternative(part.children);
    if (type === 'multipart/encrypted') return this.encrypted(part.children);
    if (type === 'multipart/signed') this.flags.add('signed');
    if (type === 'multipart/appledouble') return part.children.slice(1).flatMap((child) => this.walk(child));
    return part.children.flatMap((child) => this.walk(child));
  }

  /** The parts of a multipart that somebody has encoded as a whole; null if there are none. */
  private encoded(part: Part): Writing[] | null {
    const body = this.contentOf(part);
    const type = fieldOf(part.fields, 'content-type') ?? '';
    if (body.length === part.end - part.bodyStart) return null;
    const { root } = splitParts(Buffer.concat([Buffer.from(`Content-Type: ${type}\n\n`, 'latin1'), body]));
    return root.children.length === 0 ? null : this.walk(root);
  }

  private alternative(children: Part[]): Writing[] {
    const shown = children.filter(({ media }) => !FOR_FEW.test(media.type));
    const forms = (shown.length > 0 ? shown : children)
      .map((child) => this.walk(child))
      .filter((form) => form.length > 0);
    return forms.length === 0 ? [] : [alternativeOf(forms.map(joinWritings))];
  }

  private encrypted(children: Part[]): Writing[] {
    this.flags.add('encrypted');
    for (const child of children) {
      const { type } = child.media;
      if (type === 'application/octet-stream')
        this.addFile(child, withExtension(this.givenName(child) || 'encrypted', 'asc'));
      else if (type !== 'application/pgp-encrypted') this.addFile(child);
    }
    return [];
  }

  private leaf(part: Part): Writing[] {
    const { type } = part.media;
    const disposition = readDisposition(part.fields);
    const isNamed = this.givenName(part) !== '';
    if (SIGNATURE.test(type)) {
      this.flags.add('signed');
      return [];
    }
    if (TNEF.test(type) || (isNamed && /^winmail\.dat$/i.test(this.givenName(part)))) return this.tnef(part);
    // They are files too: a person may have attached them, and somebody may take a report by hand.
    if (OF_REPORTS.test(type) || MAIL.test(type)) this.reportParts.push(part);
    if (OF_REPORTS.test(type) && isNamed) {
      this.addFile(part, withExtension(this.givenName(part), 'txt'));
      return [];
    }
    if (ENCRYPTED.test(type)) return this.smime(part);
    // Exchange turns an encrypted mail into a mixed one, and an empty text before it.
    if (type === 'application/pgp-encrypted') this.flags.add('encrypted');
    const isText = READ_AS_TEXT.test(type) || type.startsWith('multipart/');
    // Some programs name a text that is the whole mail, and attach nothing.
    if (!isText || (isNamed && part !== this.whole) || disposition.value === 'attachment') {
      this.addFile(part);
      return [];
    }
    return [type === 'text/html' ? this.html(part) : this.plain(part)];
  }

  /** What S/MIME has signed is inside it; what it has encrypted is a file. */
  private smime(part: Part): Writing[] {
    const signed = signedContent(this.contentOf(part));
    if (signed !== null) {
      this.flags.add('signed');
      const { root } = splitParts(signed);
      return part === this.whole ? this.walkWhole(root) : this.walk(root);
    }
    if (/certs/i.test(part.media.parameters.get('smime-type')?.raw ?? '')) this.addFile(part);
    else {
      this.flags.add('encrypted');
      this.addFile(part, withExtension(this.givenName(part) || 'smime', 'p7m'));
    }
    return [];
  }

  private decoded(part: Part, isHtml: boolean): string {
    const label = part.media.parameters.get('charset')?.raw ?? '';
    return cleanText(decodeText(this.contentOf(part, label), label, isHtml));
  }

  private html = (part: Part): Writing => ({ plain: null, html: this.decoded(part, true) });

  private plain(part: Part): Writing {
    const { parameters, type } = part.media;
    const text = this.decoded(part, false);
    if (/\benriched$|\brichtext$/.test(type)) return { plain: withoutCommands(text, type), html: null };
    const isFlowed = parameters.get('format')?.raw.toLowerCase() === 'flowed';
    if (isFlowed) return { plain: undoFlowed(text, parameters.get('delsp')?.raw.toLowerCase() === 'yes'), html: null };
    const written = withoutUuencoded(text);
    for (const { name, content } of written.files) this.files.add(name, null, null, content.length, () => content);
    return { plain: written.text, html: null };
  }

  private tnef(part: Part): Writing[] {
    const found = readTnef(this.contentOf(part));
    if (found === null || found.isUnread) this.addFile(part, WINMAIL);
    if (found === null) return [];
    for (const file of found.files)
      this.files.add(file.name, file.type, file.contentId, file.content.length, () => file.content);
    this.tnefWriting ??= {
      plain: found.text === null ? null : cleanText(found.text),
      html: found.html === null ? null : cleanText(found.html),
    };
    return [];
  }

  /** The name that the sender gave a part, decoded; '' for none. */
  private givenName(part: Part): string {
    const { parameters } = readDisposition(part.fields);
    return textOf(parameters.get('filename'), this.charset) || textOf(part.media.parameters.get('name'), this.charset);
  }

  /** @param name that under which it is kept, if that is not its sender's */
  private addFile(part: Part, name = this.givenName(part)): void {
    const type =
      part.media.isStated || !readDisposition(part.fields).value ? part.media.type : 'application/octet-stream';
    const contentId = (fieldOf(part.fields, 'content-id') ?? '').replace(/[<>\s]/g, '') || null;
    const body = part.raw.subarray(part.bodyStart, part.end);
    const encoding = fieldOf(part.fields, 'content-transfer-encoding') ?? '';
    if (MAIL.test(type)) this.files.addMail(name, this.subjectOf(part), type, this.contentOf(part));
    else this.files.addEncoded(name, type, contentId, body, encoding);
  }

  /** The subject of an attached mail. */
  private subjectOf(part: Part): string {
    const head = this.contentOf(part).toString('latin1', 0, 65_536);
    const found = /^subject[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)/im.exec(
      head.slice(0, Math.max(0, head.search(/\r?\n\r?\n/)) || undefined),
    );
    const field: Field = { name: 'subject', raw: (found?.[1] ?? '').replace(/\r?\n/g, '').trim() };
    return decodeWords(inUnicode(field.raw, this.charset));
  }
}
