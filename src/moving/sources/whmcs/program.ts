import type { Source } from '../../source';
import { type DumpOptions, openDumpOf } from '../tables/dump-source';
import { type MysqlOptions, openMysqlOf } from '../tables/mysql-source';
import type { OldProgram } from '../tables/program';
import { TicketFiles } from './files';
import { DeskTables } from './tables/desk-tables';

const WHMCS: OldProgram = {
  name: 'whmcs',
  title: 'WHMCS',
  lacks: (tables) =>
    tables.some((name) => name.toLowerCase() === 'tbltickets') ? undefined : { why: 'it has no table tbltickets' },
  openTables: (timeZone) => new DeskTables(timeZone),
  openFiles: (folder) => TicketFiles.open(folder),
};

/** Opens a dump of a WHMCS's database: see {@link openDumpOf}. */
export const openDump = (options: DumpOptions): Promise<Source> => openDumpOf(WHMCS, options);

/** Opens the database of a running WHMCS: see {@link openMysqlOf}. */
export const openMysql = (options: MysqlOptions): Promise<Source> => openMysqlOf(WHMCS, options);
