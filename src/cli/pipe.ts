import { Command, CommanderError } from 'commander';
import { readConfig, readPipeEnvironment } from '../config';
import { clock, type Desk, openDesk } from '../desk/desk';
import { takeMail } from '../inbound/take';
import { createKnownAddresses } from '../inbound/ways/known';
import { readLimited } from '../inbound/ways/limit';
import { withSender } from '../inbound/ways/trace';
import { createLog } from '../log';
import { findDepartment } from '../store/desk/departments';
import { existingId, repeated } from './options';
import { asSysExit, SYSEXIT, SysExit } from './sysexits';

interface PipeOptions {
  department?: number;
  recipient: string[];
}

/** Creates a command line that has nothing else, and so is there sooner. */
export function createPipeProgram(): Command {
  const program = new Command('hatchdesk').exitOverride();
  addPipe(program);
  return program;
}

/** Adds the command for mail servers that pipe each mail to a program. */
export function addPipe(program: Command): void {
  program
    .command('pipe')
    .description('take a mail on standard input, for mail servers that pipe mail to a program')
    .option('--department <id>', 'the department of the mail; by default its addresses say it', existingId)
    .option('--recipient <address>', 'to whom the mail goes; may be repeated', repeated, [])
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : asSysExit(error);
    })
    .addHelpText(
      'after',
      `
Examples, for /etc/aliases and for master.cf of Postfix:
  support: "|/usr/bin/hatchdesk pipe --department 1"
  hatchdesk unix - n n - 10 pipe user=hatchdesk argv=/usr/bin/hatchdesk pipe --recipient \${original_recipient}

Exit codes: 0 taken, ${SYSEXIT.usage} used wrongly, ${SYSEXIT.data} no mail, ${SYSEXIT.noUser} no such department or address, ${SYSEXIT.temporary} try again later, ${SYSEXIT.config} a setting is wrong.`,
    )
    .action(async (options: PipeOptions) => {
      try {
        await pipe(options);
      } catch (error) {
        throw error instanceof CommanderError ? error : asSysExit(error);
      }
    });
}

async function pipe(options: PipeOptions): Promise<void> {
  // What stands at the terminal is no mail, and nobody would know why nothing happens.
  if (process.stdin.isTTY) throw new SysExit(SYSEXIT.usage, 'A mail is read from standard input');
  const desk = await openDesk(readConfig(), createLog('warn'));
  try {
    await takeFrom(process.stdin, desk, options);
  } finally {
    await desk.close();
  }
}

async function takeFrom(input: NodeJS.ReadableStream, desk: Desk, options: PipeOptions): Promise<void> {
  const raw = await readLimited(input, desk.config.mailIn.maxBytes);
  if (raw.length === 0) throw new SysExit(SYSEXIT.data, 'There is no mail on standard input');
  const { department: departmentId = null, recipient: named } = options;
  if (departmentId !== null) await checkDepartment(desk, departmentId);
  else await checkRecipients(desk, named);
  const { recipients, sender } = readPipeEnvironment();
  await takeMail(desk, sender === undefined ? raw : withSender(raw, sender), {
    ...{ way: 'pipe', departmentId, mailboxId: null, receivedAt: clock() },
    recipients: named.length > 0 ? named : recipients,
  });
}

async function checkDepartment({ database }: Desk, id: number): Promise<void> {
  const found = await database.transaction('read', (db) => findDepartment(db, id));
  if (found === undefined) throw new SysExit(SYSEXIT.noUser, `There is no department ${id}`);
}

/** Whoever names addresses lets the desk decide which exist. What the environment says may be a name of the machine's. */
async function checkRecipients({ database, settings }: Desk, named: string[]): Promise<void> {
  if (named.length === 0) return;
  const isKnown = createKnownAddresses(database, async () => (await settings()).email);
  for (const address of named) if (await isKnown(address)) return;
  throw new SysExit(SYSEXIT.noUser, `There is no address ${named.join(', ')} here`);
}
