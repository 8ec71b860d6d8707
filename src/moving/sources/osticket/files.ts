import type { FilePlace, Sink } from '../../source';
import { AttachmentFolder } from '../tables/attachments';
import { countingFiles } from '../tables/counting';
import type { OldFiles, StoredBytes } from '../tables/program';

/** How osTicket names the places of files. */
const [DATABASE, FOLDER] = ['D', 'F'];

/** The files of osTicket. Most are in its database; a plug-in keeps them in a folder, and another one in S3. */
export class OsTicketFiles implements OldFiles {
  /** How many files lie where they cannot be read. */
  private readonly missing = new Map<string, number>();

  private constructor(
    private readonly folder: AttachmentFolder | undefined,
    private readonly stored: StoredBytes,
  ) {}

  /** @throws MoveRefused if the folder cannot be read */
  static async open(folder: string | undefined, stored: StoredBytes): Promise<OsTicketFiles> {
    return new OsTicketFiles(folder === undefined ? undefined : await AttachmentFolder.open(folder), stored);
  }

  counting(sink: Sink): Sink {
    return countingFiles(sink, (place) => {
      const { backend } = read({ place });
      if (!this.isWithinReach(backend)) this.missing.set(backend, (this.missing.get(backend) ?? 0) + 1);
    });
  }

  async finish(sink: Sink): Promise<void> {
    for (const [backend, count] of this.missing) {
      await sink.line({
        ...{ line: 'stays', kind: 'attachment', sourceId: '', reason: 'files elsewhere', count },
        text:
          backend === FOLDER
            ? 'Only the names of these files are carried: osTicket keeps them in a folder. Say with --attachments where it is, and run the import again.'
            : `Only the names of these files are carried: osTicket keeps them outside of its database, by the plug-in "${backend}". Move them into the database or a folder there ("php manage.php file migrate"), and run the import again.`,
      });
    }
    this.missing.clear();
  }

  async read(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined> {
    const { backend, id, size } = read(place);
    // osTicket stores no piece of an empty file.
    if (backend === DATABASE) return (await this.stored(id, signal)) ?? (size === 0 ? Buffer.alloc(0) : undefined);
    // The plug-in makes a folder for each first letter.
    return backend === FOLDER ? this.folder?.read(`${id.slice(0, 1)}/${id}`) : undefined;
  }

  async sizeOf(place: FilePlace): Promise<number | undefined> {
    const { backend, id, size } = read(place);
    if (backend === DATABASE) return size;
    return backend === FOLDER ? this.folder?.sizeOf(`${id.slice(0, 1)}/${id}`) : undefined;
  }

  private isWithinReach(backend: string): boolean {
    return backend === DATABASE || (backend === FOLDER && this.folder !== undefined);
  }
}

/** Reads a place as the mapping of attachments writes it: `D:815:1024`, or `D:815:` if the bytes are not there. */
function read({ place }: Pick<FilePlace, 'place'>): { backend: string; id: string; size: number | undefined } {
  const [, backend = '', id = '', size = ''] = /^([^:]*):(.*):(\d*)$/.exec(place) ?? [];
  return { backend, id, size: size === '' ? undefined : Number(size) };
}
