import { type Command, Option } from 'commander';
import { notFound } from '../errors';
import { existingId, nonEmpty } from './options';
import { print, type Row, rowsOf } from './print';
import { type Act, ALL, act, withActions } from './run';

interface ClientOptions {
  firstName: string;
  lastName: string;
  company?: string;
  email: string;
  password?: string;
  owner?: number;
}

/** Adds the commands for clients: `client create`, `list` and `password`. */
export function addClients(program: Command): void {
  const client = program.command('client').description('clients');
  client
    .command('list')
    .description('list clients')
    .option('--search <text>', 'only clients whose name, company or e-mail address contains this', nonEmpty)
    .option('--status <status>', 'only clients with this status: Active, Inactive or Closed', nonEmpty)
    .action(async (options: { search?: string; status?: string }, command: Command) => {
      const rows = rowsOf(await act('GetClients', { ...options, limitnum: ALL })) ?? [];
      print(
        command,
        rows.map(({ id, firstname, lastname, companyname, email, status, datecreated }) => ({
          ...{ id, firstName: firstname, lastName: lastname, company: companyname },
          ...{ email, status, created: datecreated },
        })),
      );
    });
  client
    .command('password')
    .description("set the password of the user who owns the client's account")
    .argument('<id>', 'the id of the client', existingId)
    .requiredOption(
      '--password <text>',
      'the new password: at least 10 characters, not a common one, at most 72 bytes',
      nonEmpty,
    )
    .action(async (id: number, { password: password2 }: { password: string }, command: Command) => {
      await withActions(async (run) => {
        const { userId } = await ownerOf(run, id);
        if (userId === 0) throw notFound(`Client ${id} has no owner`);
        return run('UpdateUser', { user_id: userId, password2 });
      });
      print(command, { id, password: 'set' });
    });
  client
    .command('create')
    .description('add a client')
    .requiredOption('--first-name <text>', 'the first name', nonEmpty)
    .requiredOption('--last-name <text>', 'the last name', nonEmpty)
    .requiredOption('--email <address>', 'the e-mail address', nonEmpty)
    .option('--company <text>', 'the company')
    .addOption(
      new Option(
        '--password <text>',
        'lets the client sign in and get tokens of the reseller API; at least 10 characters, not a common one',
      )
        .argParser(nonEmpty)
        .conflicts('owner'),
    )
    .option('--owner <id>', 'the id of the user who will own the account; by default a new user is created', existingId)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk client create --first-name Ann --last-name Lee --email ann@example.com',
    )
    .action(async ({ firstName, lastName, company, email, password, owner }: ClientOptions, command: Command) => {
      const made = await withActions(async (run) => {
        const { clientid: id } = await run('AddClient', {
          ...{ firstname: firstName, lastname: lastName, companyname: company, email, password2: password },
          owner_user_id: owner,
          // A support desk does not need an address and a telephone number.
          skipvalidation: true,
        });
        return { id, ...(await ownerOf(run, id)) };
      });
      print(command, made);
    });
}

/** Finds the id of the user who owns a client's account (0 if nobody does), and the client's e-mail address. */
async function ownerOf(run: Act, clientid: unknown): Promise<Row> {
  const { client } = await run('GetClientsDetails', { clientid });
  const { owner_user_id: userId, email } = client as Row;
  return { userId, email };
}
