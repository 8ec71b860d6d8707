#!/usr/bin/env -S MALLOC_MMAP_THRESHOLD_=262144 node
// The assignment makes the allocator give large buffers back to the system: after uploads it would keep them otherwise.
import { Command, CommanderError } from 'commander';
import { addAccess } from './cli/access';
import { addCall } from './cli/call';
import { addCategories } from './cli/categories';
import { addClients } from './cli/clients';
import { addCustomFields } from './cli/customfields';
import { addDemo } from './cli/demo';
import { addDemoData } from './cli/demo-data';
import { addDepartments } from './cli/departments';
import { addDescribe } from './cli/describe';
import { EXIT, explain } from './cli/exits';
import { addMaintenance } from './cli/maintenance';
import { addNouns } from './cli/nouns';
import { addSeedLoad } from './cli/seed/command';
import { addServe } from './cli/serve';
import { addTokens } from './cli/tokens';
import { productVersion } from './desk/desk';

function createProgram(): Command {
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

Exit codes: ${EXIT.done} done, ${EXIT.refused} refused, ${EXIT.usage} what was typed or set is wrong, ${EXIT.unavailable} the desk cannot be opened.`,
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

async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `hatchdesk ... | head`: whoever stops reading has read enough.
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      return;
    }
    const { message, exit } = explain(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exit;
  }
}

void main();
