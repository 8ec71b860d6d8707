import type { Source } from '../../source';
import { type DumpOptions, openDumpOf } from '../tables/dump-source';
import { MappedTables } from '../tables/mapped-tables';
import { type MysqlOptions, openMysqlOf } from '../tables/mysql-source';
import type { Lack, OldProgram } from '../tables/program';
import { OsTicketFiles } from './files';
import { PIECES } from './tables/pieces';
import { planOf } from './tables/plan';

/** What osTicket's installer puts before the names of tables, if nobody changes it. */
export const USUAL_PREFIX = 'ost_';

/** Every version from 1.10 on has this table, and no other program. */
const ENTRIES = 'thread_entry';
/** In its place, in older versions. */
const OLD_ENTRIES = 'ticket_thread';

const osTicket = (prefix: string): OldProgram => ({
  name: 'osticket',
  title: 'osTicket',
  lacks: (tables) =>
    lack(
      tables.map((table) => table.toLowerCase()),
      prefix.toLowerCase(),
    ),
  openTables: (timeZone) => new MappedTables(planOf(prefix.toLowerCase()), timeZone),
  openFiles: (folder, stored) => OsTicketFiles.open(folder, stored),
  pieces: { name: `${prefix}${PIECES}`, columns: ['file_id', 'chunk_id', 'filedata'] },
});

function lack(tables: readonly string[], prefix: string): Lack | undefined {
  if (tables.includes(`${prefix}${ENTRIES}`)) return undefined;
  if (tables.includes(`${prefix}${OLD_ENTRIES}`)) {
    return { why: 'it is older than version 1.10', todo: 'Let osTicket upgrade it first' };
  }
  const others = [
    ...new Set(tables.filter((table) => table.endsWith(ENTRIES)).map((table) => table.slice(0, -ENTRIES.length))),
  ];
  const [other] = others;
  if (other === undefined) return { why: `it has no table ${prefix}${ENTRIES}` };
  if (others.length === 1) {
    return { why: `its tables begin with "${other}"`, todo: `Say so with --prefix ${other === '' ? '""' : other}` };
  }
  const found = others.map((name) => `"${name}"`).join(', ');
  return {
    why: `it has no table ${prefix}${ENTRIES}, but several osTickets, whose tables begin with ${found}`,
    todo: 'Say with --prefix which one to carry',
  };
}

interface Prefixed {
  /** What the names of its tables begin with. */
  prefix: string;
}

/** Opens a dump of an osTicket's database: see {@link openDumpOf}. */
export const openDump = ({ prefix, ...options }: DumpOptions & Prefixed): Promise<Source> =>
  openDumpOf(osTicket(prefix), options);

/** Opens the database of a running osTicket: see {@link openMysqlOf}. */
export const openMysql = ({ prefix, ...options }: MysqlOptions & Prefixed): Promise<Source> =>
  openMysqlOf(osTicket(prefix), options);
