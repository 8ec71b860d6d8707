import { type Command, Option } from 'commander';
import { CUSTOM_FIELD_TYPES, type CustomFieldType } from '../store/tickets/custom-fields';
import { list, wholeNumber } from './options';
import { print, type Row, rowsOf } from './print';
import { act, withActions } from './run';

interface FieldOptions {
  type: CustomFieldType;
  owner: 'ticket' | 'client';
  department?: number;
  pattern?: string;
  required?: boolean;
  staffOnly?: boolean;
  options?: string[];
}

/** Adds the commands for custom fields: `customfield create` and `list`. */
export function addCustomFields(program: Command): void {
  const field = program.command('customfield').description('custom fields of tickets and clients');
  field
    .command('create')
    .description('add a custom field')
    .argument('<name>', 'the name of the field')
    .addOption(new Option('--type <type>', 'the type of its values').choices(CUSTOM_FIELD_TYPES).default('text'))
    .addOption(
      new Option('--owner <owner>', 'what the field belongs to').choices(['ticket', 'client']).default('ticket'),
    )
    .option('--department <id>', 'only for tickets of the department with this id', wholeNumber)
    .option('--pattern <regex>', 'a regular expression that values must match')
    .option('--required', 'the field cannot be left empty')
    .option('--staff-only', 'the field is hidden from clients')
    .option('--options <names>', 'comma-separated list, for select, multi_button and hierarchy (Hosting>Shared)', list)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk customfield create Plan --type select --options Basic,Business --required',
    )
    .action(async (name: string, { department, staffOnly, ...rest }: FieldOptions, command: Command) => {
      const params = { name, ...rest, departmentid: department, staffonly: staffOnly };
      print(command, { id: (await act('AddCustomField', params)).fieldid, name, type: rest.type });
    });
  field
    .command('list')
    .description('list custom fields with their options')
    .action(async (_options: object, command: Command) => print(command, await listFields()));
}

/** Lists custom fields with the names of their departments and options. */
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
