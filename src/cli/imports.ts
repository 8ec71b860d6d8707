import type { Command } from 'commander';
import { addOsTicket } from './import-osticket';
import { addWhmcs } from './import-whmcs';

/** Adds the commands that move other desks in. */
export function addImports(program: Command): void {
  const imports = program
    .command('import')
    .description('move another desk in, with its tickets, files, people and settings');
  addWhmcs(imports);
  addOsTicket(imports);
}
