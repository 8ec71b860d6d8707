import { type Command, Option } from 'commander';
import { notFound } from '../errors';
import { existing, filled } from './options';
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

/** Clients: `client create`, `list` and `password`. */
export function addClients(program: Command): void {
  const client = program.command('client').description('clients');
  client
    .command('list')
    .description('list clients')
    .option('--search <text>', 'only those whose name, company or e-mail address contains this', filled)
    .option('--status <status>', 'only those who are Active, Inactive or Closed', filled)
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
    .description('set the password of the user who owns the account')
    .argument('<id>', 'of the client', existing)
    .requiredOption('--password <text>', 'what the owner of the account signs in with; at most 72 bytes', filled)
    .action(async (id: number, { password: password2 }: { password: string }, command: Command) => {
      await withActions(async (run) => {
        const { userId } = await ownerOf(run, id);
        if (userId === 0) throw notFound(`Nobody owns the account of client ${id}`);
        return run('UpdateUser', { user_id: userId, password2 });
      });
      print(command, { id, password: 'set' });
    });
  client
    .command('create')
    .description('add a client')
    .requiredOption('--first-name <text>', 'the first name', filled)
    .requiredOption('--last-name <text>', 'the last name', filled)
    .requiredOption('--email <address>', 'the e-mail address', filled)
    .option('--company <text>', 'the company')
    .addOption(
      new Option('--password <text>', 'lets the client sign in for tokens of the reseller API; at most 72 bytes')
        .argParser(filled)
        .conflicts('owner'),
    )
    .option('--owner <id>', 'the user who is to own the account; without it a user is made', existing)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk client create --first-name Ann --last-name Lee --email ann@example.com',
    )
    .action(async ({ firstName, lastName, company, email, password, owner }: ClientOptions, command: Command) => {
      const made = await withActions(async (run) => {
        const { clientid: id } = await run('AddClient', {
          ...{ firstname: firstName, lastname: lastName, companyname: company, email, password2: password },
          owner_user_id: owner,
          // Address and telephone number are nothing that a support desk must know.
          skipvalidation: true,
        });
        return { id, ...(await ownerOf(run, id)) };
      });
      print(command, made);
    });
}

/** The user who owns a client's account, 0 for nobody, and the client's e-mail address. */
async function ownerOf(run: Act, clientid: unknown): Promise<Row> {
  const { client } = await run('GetClientsDetails', { clientid });
  const { owner_user_id: userId, email } = client as Row;
  return { userId, email };
}
