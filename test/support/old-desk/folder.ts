import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dump, type Style } from './dump';
import { filesOf } from './messages';
import type { OldDesk } from './old-desk';

/** Files of other parts of WHMCS, which share the folder. */
const OTHERS = ['index.php', '.htaccess', '111111_invoice.pdf', 'projects/1/222222_plan.txt'];

/** Writes the files of all tickets as WHMCS keeps them: into one folder, without those that were pruned or are missing. */
export async function writeAttachments(desk: OldDesk, folder: string): Promise<number> {
  await mkdir(join(folder, 'projects/1'), { recursive: true });
  for (const name of OTHERS) await writeFile(join(folder, name), 'Not a ticket');
  let count = 0;
  for (const ticket of desk.tickets()) {
    for (const { place, state, bytes } of filesOf(ticket)) {
      if (state !== 'kept') continue;
      await writeFile(join(folder, place), bytes());
      count += 1;
    }
  }
  return count;
}

/** Writes a dump into a file. */
export async function writeDump(desk: OldDesk, file: string, style?: Style, zone?: string): Promise<void> {
  await pipeline(Readable.from(dump(desk, style, zone)), createWriteStream(file));
}
