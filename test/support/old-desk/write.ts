import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { laterDesk } from './changes';
import { writeAttachments, writeDump } from './folder';
import { OldDesk } from './old-desk';

/**
 * `npx tsx test/support/old-desk/write.ts --tickets 100000 FOLDER` writes a dump and its attachments into a folder.
 * `--later 1000` writes the desk of some days later: of every 1000 tickets, ten have changed.
 */
async function write(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tickets: { type: 'string', default: '1000' },
      style: { type: 'string', default: 'mysqldump' },
      zone: { type: 'string', default: 'UTC' },
      later: { type: 'string' },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Name the folder to write into');
  const size = Number(values.tickets);
  const desk = values.later === undefined ? new OldDesk(size) : laterDesk(size, Number(values.later));
  mkdirSync(folder, { recursive: true });
  await writeDump(
    desk,
    join(folder, 'whmcs.sql'),
    values.style === 'phpmyadmin' ? 'phpmyadmin' : 'mysqldump',
    values.zone,
  );
  const files = await writeAttachments(desk, join(folder, 'attachments'));
  let [messages, notes] = [0, 0];
  for (const ticket of desk.tickets()) {
    messages += ticket.messages.length;
    notes += ticket.notes.length;
  }
  process.stdout.write(
    `${values.tickets} tickets, ${messages} messages, ${notes} notes and ${files} files are in ${folder}\n`,
  );
}

void write();
