import { type Command, Option } from 'commander';
import { ApiError } from '../errors';
import type { CustomFieldType } from '../store/custom-fields';
import { findDepartment } from '../store/desk';
import { setClientPassword } from '../store/grants';
import {
  insertCategory,
  insertClient,
  insertCustomField,
  insertDepartment,
  listAllCustomFields,
  listCategoryRows,
  listDepartments,
} from '../store/registry-admin';
import { checkEmail } from '../tickets/authors';
import { compilePattern } from '../tickets/custom-fields';
import { list, print, Refusal, whole, withDesk, withTransaction } from './run';

/** What tickets point to: departments, custom fields, clients. */
export function addRegistry(program: Command): void {
  addDepartments(program.command('department').description('departments'));
  addCustomFields(program.command('customfield').description('custom fields of tickets'));
  addClients(program.command('client').description('clients'));
  addCategories(program.command('category').description('categories of tickets, for the Socialboards API'));
}

function addCategories(category: Command): void {
  category
    .command('create')
    .argument('<name>')
    .option('--parent <id>', 'the category that it is part of', whole)
    .action(async (name: string, { parent }: { parent?: number }, command: Command) => {
      const id = await withTransaction((db) => insertCategory(db, given(name), parent ?? null));
      if (id === undefined) throw new Refusal(`There is no category ${parent}`);
      print(command, { id, name });
    });
  category
    .command('list')
    .action(async (_options: object, command: Command) => print(command, await withTransaction(listCategoryRows)));
}

function addDepartments(department: Command): void {
  department
    .command('create')
    .argument('<name>')
    .option('--description <text>')
    .option('--email <address>')
    .option('--prevent-client-closure', 'clients may not close its tickets')
    .addHelpText('after', '\nExample:\n  $ hatchdesk department create Billing --email billing@example.com')
    .action(async (name: string, options: object, command: Command) => {
      const id = await withTransaction((db) => insertDepartment(db, { ...options, name: given(name) }));
      print(command, { id, name });
    });
  department
    .command('list')
    .action(async (_options: object, command: Command) => print(command, await withTransaction(listDepartments)));
}

const TYPES: CustomFieldType[] = [
  'text',
  'textarea',
  'number',
  'select',
  'hierarchy',
  'date',
  'time',
  'regex',
  'checkbox',
  'button',
  'multi_button',
];

interface FieldOptions {
  type: CustomFieldType;
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
    .addOption(new Option('--type <type>').choices(TYPES).default('text'))
    .option('--department <id>', 'only for tickets of this department', whole)
    .option('--pattern <regex>', 'a regular expression that values must match')
    .option('--required', 'a ticket cannot be opened without it')
    .option('--staff-only', 'clients do not see it')
    .option('--options <names>', 'comma list, for select, multi_button and hierarchy (Hosting>Shared)', list)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk customfield create Plan --type select --options Basic,Business --required',
    )
    .action(async (name: string, { department, ...rest }: FieldOptions, command: Command) => {
      if (rest.pattern !== undefined) checkPattern(rest.pattern);
      const id = await withTransaction(async (db) => {
        if (department !== undefined && (await findDepartment(db, department)) === undefined) {
          throw new Refusal(`There is no department ${department}`);
        }
        return insertCustomField(db, {
          ...rest,
          name: given(name),
          ...(department !== undefined && { departmentId: department }),
        });
      });
      print(command, { id, name, type: rest.type });
    });
  field
    .command('list')
    .action(async (_options: object, command: Command) => print(command, await withTransaction(listAllCustomFields)));
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
        return database.transaction('write', (db) => setClientPassword(db, id, hash));
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
          const made = await insertClient(db, { ...options, email });
          if (hash !== undefined) await setClientPassword(db, made.clientId, hash);
          return made;
        });
      });
      print(command, { id: clientId, userId, email });
    });
}

function given(name: string): string {
  if (name.trim() === '') throw new Refusal('The name is empty');
  return name.trim();
}

function readEmail(text: string): string {
  try {
    return checkEmail(text);
  } catch (error) {
    throw new Refusal(error instanceof ApiError ? error.message : String(error));
  }
}

function checkPattern(pattern: string): void {
  try {
    compilePattern(pattern);
  } catch {
    throw new Refusal('The pattern is not a regular expression');
  }
}
