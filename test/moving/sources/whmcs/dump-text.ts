import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDump } from '../../../../src/moving/sources/whmcs/program';
import { temporaryFolder } from '../../../support/temporary-folder';
import { readAll } from './recording';

type Value = string | number | null;

/** A statement or two for a table whose columns are these, with rows. Names that end with `!` are timestamps. */
export function table(name: string, columns: string, ...rows: Value[][]): string {
  const names = columns.split(' ');
  const defined = names.map(
    (column) => `\`${column.replace('!', '')}\` ${column.endsWith('!') ? 'timestamp' : 'text'}`,
  );
  const literal = (value: Value) =>
    value === null
      ? 'NULL'
      : typeof value === 'number'
        ? value
        : `'${value.replace(/[\\']/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`;
  const list = rows.map((row) => `(${row.map(literal).join(',')})`);
  return `CREATE TABLE \`${name}\` (${defined.join(', ')});\n${rows.length === 0 ? '' : `INSERT INTO \`${name}\` VALUES ${list.join(',')};\n`}`;
}

/** WHMCS is known by this table. */
export const NO_TICKETS = table('tbltickets', 'id tid');

export function fileOf(dump: string | Buffer, name = 'whmcs.sql'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, dump);
  return file;
}

/** Everything that a dump has. */
export async function read(dump: string, options: { attachments?: string; timeZone?: string } = {}) {
  return readAll(await openDump({ file: fileOf(dump), timeZone: 'UTC', ...options }));
}

export const TICKETS =
  'id tid did userid contactid requestor_id prevent_client_closure name email cc c ipaddress date title message status ' +
  'urgency admin attachment attachments_removed lastreply flag clientunread adminunread replyingadmin replyingtime service ' +
  'merged_ticket_id editor pinned_at updated_at!';

export const NEVER = '0000-00-00 00:00:00';

/** Tickets with all that belongs to them. */
export const DESK = `SET TIME_ZONE='+00:00';
${table('tbladmins', 'id username passwordhash password firstname lastname email roleid supportdepts disabled authmodule', [1, 'ann', `$2y$10$${'a'.repeat(53)}`, 'x', 'Ann &amp; Co', 'Admin', 'ann@example.com', 2, ',1,3,', 0, 'totp'], [2, 'bob', '', 'f'.repeat(64), 'Bob', 'Twin', 'b@example.com', 9, '', 1, ''], [3, 'cas', '', 'd41d8cd98f00b204e9800998ecf8427e', 'Bob', 'Twin', 'c@example.com', 2, '', 0, ''])}
${table('tbladminroles', 'id name', [2, 'Support'])}
${table('tblticketlog', 'id date tid action', [1, '2026-06-01 10:00:00', 815, 'Ticket Opened'], [2, '2026-06-02 10:00:00', 815, 'Status changed to Closed (by Ann)'], [3, '2026-06-03 10:00:00', 815, 'Ticket Auto Closed For Inactivity'], [4, '2026-06-09 10:00:00', 816, 'Status changed to Closed'])}
${table('tblticketreplies', 'id tid userid contactid requestor_id name email date message admin attachment attachments_removed rating editor', [7, 815, 0, 0, 0, '', '', '2026-06-01 12:00:00', '**Hi** &lt;b&gt;\r\n', 'Ann &amp; Co Admin', '', 0, 0, 'markdown'], [8, 815, 3, 4, 5, '', '', '2026-06-01 13:00:00', 'KÃ¤se', '', '111111_a.txt|222222_a.txt', 1, 5, 'plain'], [9, 815, 0, 0, 0, 'Gus Guest', 'gus@example.com', NEVER, '', '', '', 0, 9, 'plain'], [10, 815, 0, 0, 0, '', '', '2026-06-01 14:00:00', 'x', 'Bob Twin', '', 0, 0, 'plain'])}
${table('tbltickets', TICKETS, [815, '123-456', 1, 3, 4, 5, 1, '', '', 'a@example.com, b@example.com', 'AbCd1234', '192.0.2.1', '2026-06-01 10:00:00', 'Mail &amp; DNS', 'I &quot;need&quot; help', 'Closed', 'High', '', '123456_log file.txt', 0, '2026-06-01 14:00:00', 1, 1, ',1', 0, NEVER, 'S42', 0, 'plain', null, '2026-06-03 08:00:00'], [816, '999', 2, 0, 0, 0, 0, 'Gus', 'gus@example.com', '', 'x', null, '2026-06-05 10:00:00', '', 'Hi', 'Waiting', 'Urgent', 'Ann &amp; Co Admin', '', 0, NEVER, 0, 0, '', 0, NEVER, 'D7', 815, 'plain', null, NEVER], [817, '1000', 1, 3, 0, 0, 0, '', '', '', 'y', null, '2026-06-05 10:00:00', 'About an addon', '', 'Open', 'High', '', '', 0, NEVER, 0, 0, '', 0, NEVER, 'A9', 0, 'plain', null, NEVER])}
${table('tblticketstatuses', 'id title color sortorder showactive showawaiting autoclose', [1, 'Open', '#779500', 1, 1, 1, 0], [2, 'Closed', '#888888', 10, 0, 0, 0], [3, 'Spam', '#000000', 11, 0, 0, 0])}
${table('tbltickettags', 'id ticketid tag', [1, 815, 'dns'], [2, 815, 'a &amp; b'], [3, 815, 'dns'])}
${table('tblticket_watchers', 'id ticket_id admin_id', [1, 815, 1], [2, 815, 3])}
${table('tblticketnotes', 'id ticketid admin date message attachments attachments_removed editor', [5, 815, 'Ann &amp; Co Admin', '2026-06-01 11:00:00', 'Psst', '333333_n.pdf', 0, 'markdown'])}
`;
