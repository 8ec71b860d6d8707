import { type Command, Option } from 'commander';
import { clock } from '../desk';
import type { LocalAnswer } from '../doors/local';
import { ApiError } from '../errors';
import type { Changes } from '../store/activity';
import { CUSTOM_FIELD_TYPES, type CustomFieldType } from '../store/custom-fields';
import { setClientPassword } from '../store/grants';
import { insertClient } from '../store/registry-admin';
import { checkEmail } from '../tickets/authors';
import { accepted, act, list, localApiOf, print, Refusal, tell, whole, withDesk } from './run';

/** What tickets point to: departments, custom fields, clients. */
export function addRegistry(program: Command): void {
  addDepartments(program.command('department').description('departments'));
  addCustomFields(program.command('customfield').description('custom fields of tickets and clients'));
  addClients(program.command('client').description('clients'));
  addCategories(program.command('category').description('categories of tickets, for the Socialboards API'));
}

type Row = Record<string, unknown>;

/** The list in an answer: `{departments: {department: [...]}}`. */
const rowsOf = (answer: LocalAnswer, wrapper: string, item: string): Row[] =>
  (answer as unknown as Record<string, Record<string, Row[]>>)[wrapper]?.[item] ?? [];

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
    const rows = rowsOf(await act('GetTicketCategories'), 'categories', 'category');
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
    const rows = rowsOf(await act('GetDepartments'), 'departments', 'department');
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
  return withDesk(async (desk) => {
    const rows = async (action: string, wrapper: string, item: string) =>
      rowsOf(accepted(await localApiOf(desk)(action)), wrapper, item);
    const [fields, departments, options] = await Promise.all([
      rows('GetCustomFields', 'fields', 'field'),
      rows('GetDepartments', 'departments', 'department'),
      rows('GetCustomFieldOptions', 'options', 'option'),
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
}

function addClients(client: Command): void {
  client
    .command('password')
    .argument('<id>', 'of the client', whole)
    .requiredOption('--password <text>', 'what the owner of the account signs in with; at most 72 bytes')
    .action(async (id: number, { password }: { password: string }, command: Command) => {
      const done = await withDesk(async ({ database, passwords }) => {
        const hash = await passwords.hash(password);
        return database.transaction('write', async (db) => {
          const set = await setClientPassword(db, id, hash, clock());
          if (set) tell(db, 'client password', `client ${id}`, { clientId: id, changes: { password: ['...', '...'] } });
          return set;
        });
      });
      if (!done) throw new Refusal(`There is no client ${id}`);
      print(command, { id, password: 'set' });
    });
  client
    .command('create')
    .requiredOption('--first-name <text>')
    .requiredOption('--last-name <text>')
    .requiredOption('--email <address>')
    .option('--company <text>')
    .option('--password <text>', 'lets the client sign in for tokens of the reseller API')
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk client create --first-name Ann --last-name Lee --email ann@example.com',
    )
    .action(async ({ password, ...options }: ClientOptions, command: Command) => {
      const email = readEmail(options.email);
      const { clientId, userId } = await withDesk(async ({ database, passwords }) => {
        const hash = password === undefined ? undefined : await passwords.hash(password);
        return database.transaction('write', async (db) => {
          const { isNewUser, ...made } = await insertClient(db, { ...options, email });
          if (hash !== undefined && !isNewUser) throw new Refusal('A user already exists with that email address');
          if (hash !== undefined) await setClientPassword(db, made.clientId, hash, clock());
          const name = `${options.firstName} ${options.lastName}`;
          const changes: Changes = { name: [null, name], email: [null, email] };
          tell(db, 'client create', `client ${made.clientId}`, { ...made, changes });
          return made;
        });
      });
      print(command, { id: clientId, userId, email });
    });
}

function readEmail(text: string): string {
  try {
    return checkEmail(text);
  } catch (error) {
    throw new Refusal(error instanceof ApiError ? error.message : String(error));
  }
}
