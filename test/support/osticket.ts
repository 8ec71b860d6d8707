import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import { temporaryFolder } from './temporary-folder';

/** The passwords of Ann, a client, and Sam, of the staff. */
export const PASSWORDS = { ann: 'nine-lives-of-ann', sam: 'nine-lives-of-sam' };

/** A dump of a small osTicket: see osticket.sql. */
export const OSTICKET = readFileSync(join(__dirname, 'osticket.sql'), 'utf8')
  .replace('ANN_HASH', hashSync(PASSWORDS.ann, 8))
  .replace('SAM_HASH', hashSync(PASSWORDS.sam, 8));

/** Writes a dump. @returns the file */
export function writeOsTicket(dump: string | Buffer = OSTICKET, name = 'osticket.sql'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, dump);
  return file;
}

/** The folder of the plug-in that keeps files on the disk. */
export function writeOsTicketFiles(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'f'));
  writeFileSync(join(folder, 'f', 'fIlEkEy'), 'hello');
  return folder;
}
