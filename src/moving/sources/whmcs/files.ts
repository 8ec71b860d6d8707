import type { FilePlace, Sink } from '../../source';
import { AttachmentFolder } from '../tables/attachments';
import { countingFiles } from '../tables/counting';
import type { OldFiles } from '../tables/program';

/** The files of tickets, if the operator has said where they are. */
export class TicketFiles implements OldFiles {
  private count = 0;

  private constructor(private readonly folder: AttachmentFolder | undefined) {}

  /** @param folder undefined to carry names only. @throws MoveRefused if it cannot be read */
  static async open(folder: string | undefined): Promise<TicketFiles> {
    return new TicketFiles(folder === undefined ? undefined : await AttachmentFolder.open(folder));
  }

  counting(sink: Sink): Sink {
    return countingFiles(sink, () => {
      this.count += 1;
    });
  }

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
