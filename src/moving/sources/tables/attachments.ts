import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { MoveRefused } from '../../refused';
import { addTo } from './lists';
import { cleanText } from './texts';

/** The folder in which WHMCS keeps the files of tickets, among others. Nothing outside of it is ever read. */
export class AttachmentFolder {
  private everywhere: Promise<Map<string, string[]>> | undefined;

  private constructor(private readonly root: string) {}

  /** @throws MoveRefused if there is no such folder, or it may not be read */
  static async open(folder: string): Promise<AttachmentFolder> {
    try {
      const root = await realpath(folder);
      if (!(await stat(root)).isDirectory()) throw new MoveRefused(`${folder} is not a folder`);
      await readdir(root, { withFileTypes: true });
      return new AttachmentFolder(root);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT') throw new MoveRefused(`There is no folder ${folder}`);
      if (code === 'EACCES') throw new MoveRefused(`The folder ${folder} may not be read by this user`);
      throw error;
    }
  }

  /**
   * The bytes of a file.
   *
   * @param place its name as the tables have it: `123456_report.pdf`
   * @returns undefined if it is not there
   * @throws MoveRefused if it may not be read
   */
  async read(place: string): Promise<Buffer | undefined> {
    const found = await this.find(place);
    return found && present(found.path, () => readFile(found.path));
  }

  /** The size of a file. See {@link read}. */
  async sizeOf(place: string): Promise<number | undefined> {
    return (await this.find(place))?.size;
  }

  private async find(place: string): Promise<{ path: string; size: number } | undefined> {
    for (const name of spellings(place)) {
      const found = await this.findAt(resolve(this.root, name));
      if (found !== undefined) return found;
    }
    // Some owners keep older files in folders of their own. Programs that copy files change the letters of names.
    this.everywhere ??= this.findEverywhere();
    const alike = (await this.everywhere).get(asKey(basename(place))) ?? [];
    const same = alike.find((path) => basename(path) === basename(place));
    // Of two that differ by their letters only, nobody knows which it is.
    const elsewhere = same ?? (alike.length === 1 ? alike[0] : undefined);
    return elsewhere === undefined ? undefined : this.findAt(elsewhere);
  }

  private findAt(path: string): Promise<{ path: string; size: number } | undefined> {
    return present(path, async () => {
      const real = await realpath(path);
      if (!real.startsWith(this.root + sep)) return undefined;
      const found = await stat(real);
      return found.isFile() ? { path: real, size: found.size } : undefined;
    });
  }

  /** All files of the folder and those below, by their names as {@link asKey} has them. */
  private async findEverywhere(): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const waiting = [this.root];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      const here = folder;
      const entries = await present(here, () => readdir(here, { withFileTypes: true }));
      for (const entry of entries ?? []) {
        const path = join(here, entry.name);
        if (!entry.isDirectory()) addTo(found, asKey(entry.name), path);
        // Only root may read it, and it holds files without names.
        else if (entry.name !== LOST_AND_FOUND) waiting.push(path);
      }
    }
    return found;
  }
}

/** What the file system keeps at the top of a disk of its own. */
const LOST_AND_FOUND = 'lost+found';

/** A name without what copying may change: the case of its letters, and how its accents are written. */
const asKey = (name: string): string => cleanText(name).normalize('NFC').toLowerCase();

/** How a name may be written on the disk: as the table has it, or as people read it. */
const spellings = (place: string): string[] => {
  const clean = cleanText(place);
  return [...new Set([place, clean, clean.normalize('NFD')])];
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** What work with a file gives; undefined if the file is not there. @throws MoveRefused if it may not be read */
async function present<T>(path: string, work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES') throw new MoveRefused(`${path} may not be read by this user`);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return undefined;
    // A name with a NUL.
    if (code === 'ERR_INVALID_ARG_VALUE') return undefined;
    throw error;
  }
}
