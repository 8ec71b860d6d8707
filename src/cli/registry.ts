import { type Command, Option } from 'commander';
import { notFound } from '../errors';
import { CUSTOM_FIELD_TYPES, type CustomFieldType } from '../store/tickets/custom-fields';
import { existing, filled, list, whole } from './options';
import { print, type Row, rowsOf } from './print';
import { type Act, act, withActions } from './run';

/** What tickets point to: departments, custom fields, clients. */
export function addRegistry(program: Command): void {
  addDepartments(program.command('department').description('departments'));
  addCustomFields(program.command('customfield').description('custom fields of tickets and clients'));
  addClients(program.command('client').description('clients'));
  addCategories(program.command('category').description('categories of tickets, for the Socialboards API'));
}

function addCategories(category: Command): void {
  category
    .command('create')
    .argument('<name>')
    .option('--parent <id>', 'the category that it is part of', whole)
    .action(async (name: string, { parent: parentid }: { parent?: number }, command: Command) => {
      const { categoryid: id } = await act('AddTicketCategory', { name, parentid });
      print(command, { id, name });
    });
  category.command('list').action(async (_options: object, command: Command) => {
    const rows = rowsOf(await act('GetTicketCategories')) ?? [];
    print(
      command,
      rows.map(({ id, name, parentid }) => ({ id, name, parentId: parentid === 0 ? null : parentid })),
    );
  });
}

interface DepartmentOptions {
  description?: string;
  email?: string;
  preventClientClosure?: boolean;
}

function addDepartments(department: Command): void {
  department
    .command('create')
    .argument('<name>')
    .option('--description <text>')
    .option('--email <address>')
    .option('--prevent-client-closure', 'clients may not close its tickets')
    .addHelpText('after', '\nExample:\n  $ hatchdesk department create Billing --email billing@example.com')
    .action(async (name: string, { preventClientClosure, ...rest }: DepartmentOptions, command: Command) => {
      const params = { name, ...rest, preventclientclosure: preventClientClosure };
      print(command, { id: (await act('AddDepartment', params)).departmentid, name });
    });
  department.command('list').action(async (_options: object, command: Command) => {
    const rows = rowsOf(await act('GetDepartments')) ?? [];
    print(
      command,
      rows.map(({ id, name, email, preventclientclosure }) => ({
        ...{ id, name, email },
        preventClientClosure: preventclientclosure,
      })),
    );
  });
}

interface FieldOptions {
  type: CustomFieldType;
  owner: 'ticket' | 'client';
  department?: number;
  pattern?: string;
  required?: boolean;
  staffOnly?: boolean;
  options?: string[];
}

function addCustomFields(field: Command): void {
  field
    .command('create')
    .argument('<name>')
    .addOption(new Option('--type <type>').choices(CUSTOM_FIELD_TYPES).default('text'))
    .addOption(new Option('--owner <owner>', 'whose field it is').choices(['ticket', 'client']).default('ticket'))
    .option('--department <id>', 'only for tickets of this department', whole)
    .option('--pattern <regex>', 'a regular expression that values must match')
    .option('--required', 'a ticket cannot be opened without it')
    .option('--staff-only', 'clients do not see it')
    .option('--options <names>', 'comma list, for select, multi_button and hierarchy (Hosting>Shared)', list)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk customfield create Plan --type select --options Basic,Business --required',
    )
    .action(async (name: string, { department, staffOnly, ...rest }: FieldOptions, command: Command) => {
      const params = { name, ...rest, departmentid: department, staffonly: staffOnly };
      print(command, { id: (await act('AddCustomField', params)).fieldid, name, type: rest.type });
    });
  field.command('list').action(async (_options: object, command: Command) => print(command, await listFields()));
}

/** Custom fields with the names of their departments and options. */
function listFields(): Promise<Row[]> {
  return withActions(async (run) => {
    const rows = async (action: string) => rowsOf(await run(action)) ?? [];
    const [fields, departments, options] = await Promise.all([
      rows('GetCustomFields'),
      rows('GetDepartments'),
      rows('GetCustomFieldOptions'),
    ]);
    return fields.map(({ id, name, type, owner, departmentid, required }) => ({
      ...{ id, name, type, owner },
      department: departments.find((department) => department.id === departmentid)?.name ?? '',
      required,
      options: options.filter(({ fieldid }) => fieldid === id).map((option) => option.name),
    }));
  });
}

interface ClientOptions {
  firstName: string;
  lastName: string;
  company?: string;
  email: string;
  password?: string;
  owner?: number;
}

function addClients(client: Command): void {
  client
    .command('password')
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
    .requiredOption('--first-name <text>', 'the first name', filled)
    .requiredOption('--last-name <text>', 'the last name', filled)
    .requiredOption('--email <address>', 'the e-mail address', filled)
    .option('--company <text>')
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
