import { Command } from 'commander';
import { productVersion } from '../desk/desk';
import { addAccess } from './access';
import { addCall } from './call';
import { addCategories } from './categories';
import { addClients } from './clients';
import { addCustomFields } from './customfields';
import { addDemo } from './demo';
import { addDemoData } from './demo-data';
import { addDepartments } from './departments';
import { addDescribe } from './describe';
import { EXIT } from './exits';
import { addMaintenance } from './maintenance';
import { addNouns } from './nouns';
import { addSeedLoad } from './seed/command';
import { addServe } from './serve';
import { addTokens } from './tokens';

/** Creates the command line with all commands, ready to parse arguments. */
export function createProgram(): Command {
  const program = new Command('hatchdesk')
    .description(
      "A ticket server that answers at WHMCS's API address.\nSettings are environment variables: see docs/CONFIGURATION.md.",
    )
    .version(productVersion())
    .option('--json', 'print results as JSON')
    .showHelpAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk serve
  $ hatchdesk call OpenTicket deptid=1 name=Ann email=ann@example.com subject=Hello message=World
  $ hatchdesk credential create --description 'contact form'

Exit codes: ${EXIT.done} done, ${EXIT.refused} refused, ${EXIT.usage} a command, option or setting is wrong, ${EXIT.unavailable} the desk cannot be opened.`,
    );
  for (const add of [
    addServe,
    addMaintenance,
    addCall,
    addDescribe,
    addAccess,
    addTokens,
    addDepartments,
    addCustomFields,
    addClients,
    addCategories,
    addNouns,
    addDemo,
    addDemoData,
    addSeedLoad,
  ])
    add(program);
  return program;
}
