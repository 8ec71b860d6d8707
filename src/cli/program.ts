import { Command } from 'commander';
import { productVersion } from '../desk/desk';
import { addAccess } from './access';
import { addBackup } from './backup';
import { addCall } from './call';
import { addCategories } from './categories';
import { addClients } from './clients';
import { addCompare } from './compare';
import { addCustomFields } from './customfields';
import { addDeliveries } from './deliveries';
import { addDemo } from './demo';
import { addDemoData } from './demo-data';
import { addDepartments } from './departments';
import { addDescribe } from './describe';
import { EXIT } from './exits';
import { addHooks } from './hooks';
import { addImports } from './import-whmcs';
import { addMail } from './mail';
import { addMailboxes } from './mailboxes';
import { addMaintenance } from './maintenance';
import { addNouns } from './nouns';
import { addPipe } from './pipe';
import { addPortal } from './portal';
import { addSeedLoad } from './seed/command';
import { addServe } from './serve';
import { addTokens } from './tokens';
import { addUsers } from './users';
import { addWebhooks } from './webhooks';

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
    addBackup,
    addCall,
    addDescribe,
    addAccess,
    addTokens,
    addDepartments,
    addCustomFields,
    addClients,
    addUsers,
    addCategories,
    addDeliveries,
    addWebhooks,
    addHooks,
    addImports,
    addMail,
    addMailboxes,
    addPipe,
    addPortal,
    addCompare,
    addNouns,
    addDemo,
    addDemoData,
    addSeedLoad,
  ])
    add(program);
  return program;
}
