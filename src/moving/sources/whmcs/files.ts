import type { FilePlace, Sink } from '../../source';
import { AttachmentFolder } from './attachments';

/** The files of tickets, if the operator has said where they are. */
export class TicketFiles {
  private count = 0;

  private constructor(private readonly folder: AttachmentFolder | undefined) {}

  /** @param folder undefined to carry names only. @throws MoveRefused if it cannot be read */
  static async open(folder: string | undefined): Promise<TicketFiles> {
    return new TicketFiles(folder === undefined ? undefined : await AttachmentFolder.open(folder));
  }

  /** A sink that passes everything on, and counts files. */
  counting(sink: Sink): Sink {
    return {
      add: (kind, record) => {
        if (kind === 'attachment') this.count += 1;
        return sink.add(kind, record);
      },
      line: (line) => sink.line(line),
      progress: (what, done, total) => sink.progress(what, done, total),
      hasTicket: (sourceId, stamp) => sink.hasTicket(sourceId, stamp),
      stampTicket: (sourceId, stamp) => sink.stampTicket(sourceId, stamp),
      hasTickets: (stamps) => sink.hasTickets(stamps),
      stampTickets: (stamps) => sink.stampTickets(stamps),
    };
  }

  /** Says so if files are carried without content. */
  async finish(sink: Sink): Promise<void> {
    const { count } = this;
    this.count = 0;
    if (this.folder !== undefined || count === 0) return;
    await sink.line({
      ...{ line: 'stays', kind: 'attachment', sourceId: '', reason: 'no folder of attachments', count },
      text: 'Only the names of files are carried. Say with --attachments where WHMCS keeps them, and run the import again.',
    });
  }

  read({ place }: FilePlace): Promise<Buffer | undefined> {
    return this.folder === undefined ? Promise.resolve(undefined) : this.folder.read(place);
  }

  sizeOf({ place }: FilePlace): Promise<number | undefined> {
    return this.folder === undefined ? Promise.resolve(undefined) : this.folder.sizeOf(place);
  }
}
