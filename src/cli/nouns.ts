import { type Command, Option } from 'commander';
import type { Registered, Registry } from '../calls/registry';
import type { Property } from '../calls/schema';
import { loadActions } from '../desk/desk';
import type { LocalAnswer } from '../doors/local';
import { print, type Row, rowsOf } from './print';
import { act } from './run';

/** The things that four actions each add, list, update and delete: command, singular, plural and description. */
export const NOUNS: [command: string, one: string, several: string, description: string][] = [
  ['department', 'Department', 'Departments', 'departments'],
  ['status', 'Status', 'Statuses', 'ticket statuses'],
  ['priority', 'Priority', 'Priorities', 'ticket priorities'],
  ['ticket-type', 'TicketType', 'TicketTypes', 'ticket types'],
  ['category', 'TicketCategory', 'TicketCategories', 'ticket categories, for the Socialboards API'],
  ['customfield', 'CustomField', 'CustomFields', 'custom fields of tickets and clients'],
  ['customfield-option', 'CustomFieldOption', 'CustomFieldOptions', 'the options of custom fields'],
  ['predefined-reply', 'PredefinedReply', 'PredefinedReplies', 'texts for staff to reply with'],
  ['predefined-reply-category', 'PredefinedReplyCategory', 'PredefinedReplyCategories', 'categories of those texts'],
  ['macro', 'Macro', 'Macros', 'several changes to a ticket that are made together'],
  ['spam-filter', 'SpamFilter', 'SpamFilters', 'filters that refuse tickets and replies from guests'],
  ['role', 'Role', 'Roles', 'sets of actions to grant to credentials and administrators'],
  ['credential', 'Credential', 'Credentials', 'identifiers and secrets of calling programs'],
  ['admin', 'Admin', 'Admins', 'administrators'],
  ['ban', 'BannedIp', 'BannedIps', 'addresses and networks that may not call'],
  ['client-group', 'ClientGroup', 'ClientGroups', 'client groups'],
  ['service', 'Service', 'Services', "clients' services, which tickets can refer to"],
  ['domain', 'Domain', 'Domains', "clients' domains, which tickets can refer to"],
  ['email-template', 'EmailTemplate', 'EmailTemplates', 'e-mail templates'],
  ['mailbox', 'Mailbox', 'Mailboxes', 'mailboxes that mail is fetched from'],
  ['announcement', 'Announcement', 'Announcements', 'announcements'],
  ['todo-item', 'ToDoItem', 'ToDoItems', 'the to-do list of the staff'],
];

/**
 * Adds `create`, `list`, `update` and `delete` for everything in {@link NOUNS}. The options are the parameters of the
 * actions. Handwritten commands of the same name are kept.
 */
export function addNouns(program: Command): void {
  for (const [name, , , description] of NOUNS) {
    if (!program.commands.some((command) => command.name() === name)) program.command(name).description(description);
  }
  // Read schemas only when one of these commands runs, because reading them slows down the start.
  program.hook('preSubcommand', (_program, command) => {
    const noun = NOUNS.find(([name]) => name === command.name());
    if (noun !== undefined) addVerbs(command, noun, loadActions());
  });
}

function addVerbs(noun: Command, [, one, several]: (typeof NOUNS)[number], actions: Registry): void {
  for (const [verb, action] of [
    ['create', `Add${one}`],
    ['list', `Get${several}`],
    ['update', `Update${one}`],
    ['delete', `Delete${one}`],
  ] as const) {
    const isThere = noun.commands.some((command) => command.name() === verb);
    const found = actions.find(action);
    if (!isThere && found !== undefined) addVerb(noun.command(verb), verb === 'update' || verb === 'delete', found);
  }
}

/** @param takesId whether the action takes an existing id: its first required parameter, which becomes the argument. */
function addVerb(command: Command, takesId: boolean, { name, schema }: Registered): void {
  const [id = ''] = schema.required ?? [];
  command.description(schema.description);
  if (takesId) command.argument('<id>', schema.properties[id]?.description);
  for (const [parameter, property] of Object.entries(schema.properties)) {
    if (takesId && parameter === id) continue;
    const option = new Option(`--${parameter} <${kindOf(property)}>`, property.description);
    command.addOption(option.makeOptionMandatory(schema.required?.includes(parameter) ?? false));
  }
  command.action(async (...given: unknown[]) => {
    const argument = takesId ? { [id]: given[0] } : {};
    print(command, toPrint(await act(name, { ...argument, ...command.opts() })));
  });
}

const kindOf = ({ type, enum: values }: Property): string => {
  if (values !== undefined) return values.join('|');
  const [kind = 'text'] = [type ?? 'string'].flat();
  return { boolean: 'true|false', integer: 'number', string: 'text' }[kind] ?? kind;
};

/** The list in an answer, or else the answer without its `result`. */
function toPrint({ result, ...answer }: LocalAnswer): Row | Row[] {
  return rowsOf({ result, ...answer }) ?? answer;
}
