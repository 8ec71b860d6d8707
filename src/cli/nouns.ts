import { type Command, Option } from 'commander';
import type { Registered, Registry } from '../calls/registry';
import type { Property } from '../calls/schema';
import { loadActions } from '../desk/desk';
import type { LocalAnswer } from '../doors/local';
import { print, type Row, rowsOf } from './print';
import { act } from './run';

/** What the desk keeps, each made, listed, changed and deleted by four actions: as a command, one of it, several of it. */
export const NOUNS: [command: string, one: string, several: string, description: string][] = [
  ['department', 'Department', 'Departments', 'departments'],
  ['status', 'Status', 'Statuses', 'statuses of tickets'],
  ['priority', 'Priority', 'Priorities', 'priorities of tickets'],
  ['ticket-type', 'TicketType', 'TicketTypes', 'types of tickets'],
  ['category', 'TicketCategory', 'TicketCategories', 'categories of tickets, for the Socialboards API'],
  ['customfield', 'CustomField', 'CustomFields', 'custom fields of tickets and clients'],
  ['customfield-option', 'CustomFieldOption', 'CustomFieldOptions', 'what custom fields offer to choose from'],
  ['predefined-reply', 'PredefinedReply', 'PredefinedReplies', 'texts that staff can reply with'],
  ['predefined-reply-category', 'PredefinedReplyCategory', 'PredefinedReplyCategories', 'categories of those texts'],
  ['spam-filter', 'SpamFilter', 'SpamFilters', 'which guests may not write'],
  ['role', 'Role', 'Roles', 'sets of actions that credentials and administrators are given'],
  ['credential', 'Credential', 'Credentials', 'identifiers and secrets of calling programs'],
  ['admin', 'Admin', 'Admins', 'administrators'],
  ['ban', 'BannedIp', 'BannedIps', 'addresses and networks that are answered no more'],
  ['client-group', 'ClientGroup', 'ClientGroups', 'groups of clients'],
  ['service', 'Service', 'Services', 'services of clients, which tickets can be about'],
  ['domain', 'Domain', 'Domains', 'domains of clients, which tickets can be about'],
  ['email-template', 'EmailTemplate', 'EmailTemplates', 'templates of mail'],
  ['announcement', 'Announcement', 'Announcements', 'announcements'],
  ['todo-item', 'ToDoItem', 'ToDoItems', 'what staff have to do'],
];

/**
 * Adds `create`, `list`, `update` and `delete` for everything that the desk keeps, with the parameters of the actions as
 * options; a command of its own that is there already stays.
 */
export function addNouns(program: Command): void {
  for (const [name, , , description] of NOUNS) {
    if (!program.commands.some((command) => command.name() === name)) program.command(name).description(description);
  }
  // Schemas are read for the one that was asked for, not for every command.
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

/** @param isOfOne whether the action is about one that there is: its first parameter, which is the argument then. */
function addVerb(command: Command, isOfOne: boolean, { name, schema }: Registered): void {
  const [id = ''] = schema.required ?? [];
  command.description(schema.description);
  if (isOfOne) command.argument('<id>', schema.properties[id]?.description);
  for (const [parameter, property] of Object.entries(schema.properties)) {
    if (isOfOne && parameter === id) continue;
    const option = new Option(`--${parameter} <${kindOf(property)}>`, property.description);
    command.addOption(option.makeOptionMandatory(schema.required?.includes(parameter) ?? false));
  }
  command.action(async (...given: unknown[]) => {
    const argument = isOfOne ? { [id]: given[0] } : {};
    print(command, shownOf(await act(name, { ...argument, ...command.opts() })));
  });
}

const kindOf = ({ type, enum: values }: Property): string => {
  if (values !== undefined) return values.join('|');
  const [kind = 'text'] = [type ?? 'string'].flat();
  return { boolean: 'true|false', integer: 'number', string: 'text' }[kind] ?? kind;
};

/** The list in an answer, or the answer itself without saying that it is one. */
function shownOf({ result, ...answer }: LocalAnswer): Row | Row[] {
  return rowsOf({ result, ...answer }) ?? answer;
}
