import type { Command } from 'commander';
import { isOfTheHatch } from '../calls/registry';
import type { Property, Schema } from '../calls/schema';
import { unsupportedAction } from '../calls/unsupported';
import { form } from '../description/action-pages';
import { loadActions } from '../desk/desk';
import { notFound } from '../errors';
import { print, say } from './print';

export function addDescribe(program: Command): void {
  program
    .command('describe')
    .description('list the actions, or show parameters, refusals and an example of one')
    .argument('[action]', 'the name of the action, in any letter case; by default all actions are listed')
    .addHelpText(
      'after',
      '\nExamples:\n  $ hatchdesk describe\n  $ hatchdesk describe OpenTicket\n  $ hatchdesk describe OpenTicket --json',
    )
    .action((action: string | undefined, _options: object, command: Command) => {
      if (action === undefined) print(command, listActions());
      else describe(action, command);
    });
}

const listActions = () =>
  loadActions()
    .all()
    .filter(({ name }) => isOfTheHatch(name))
    .map(({ name, schema }) => ({ action: name, description: schema.description }));

function describe(action: string, command: Command): void {
  const found = isOfTheHatch(action) ? loadActions().find(action) : undefined;
  const unsupported = unsupportedAction(action);
  if (found === undefined && unsupported !== undefined)
    throw notFound(`The WHMCS action "${unsupported}" is not supported by Hatchdesk`);
  if (found === undefined) throw notFound(`There is no action "${action}": hatchdesk describe lists them all`);
  const asJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
  say(asJson ? JSON.stringify(found.schema, null, 2) : pageOf(found.name, found.schema));
}

function pageOf(name: string, schema: Schema): string {
  const parameters = Object.entries(schema.properties).map(([parameter, property]) =>
    describeParameter(parameter, property, schema.required?.includes(parameter) ?? false),
  );
  const { request, answer } = schema['x-example'] ?? {};
  return [
    `${name}: ${schema.description}`,
    ...section('Parameters', parameters),
    ...section('Refusals', schema['x-refusals'].map(named)),
    ...section('Example', [`$ hatchdesk call ${name}${form(request ?? sampleOf(schema))}`]),
    ...(answer === undefined ? [] : JSON.stringify(answer, null, 2).split('\n').map(indent)),
  ].join('\n');
}

/** Names for the `xxx` in a published text, by the text in front of it. The first match counts. */
const PLACES: [before: string, name: string][] = [
  ['Custom field "', 'field'],
  ['custom field value for ', 'field'],
  ['" must be ', 'kind of value'],
  ['at most ', 'number'],
  ['At most ', 'number'],
  ['larger than the ', 'number'],
  ['Attachment "', 'file'],
  ['Attachment ', 'number'],
  [': entry ', 'number'],
  ['value of the action "', 'action'],
  ['Allowed are: ', 'file types'],
  ['Merge Ticket IDs: ', 'ids'],
  ['priorities are: ', "the desk's priorities"],
  ['statuses are: ', "the desk's statuses"],
  ['has no priority ', 'priority'],
  ['Invalid default of ', 'setting'],
  ['Invalid value for ', 'setting'],
  ['Invalid permissions: ', 'permissions'],
  ['blocked for client ', 'id'],
  ['grant type "', 'grant type'],
  ['scope "', 'scope'],
  ['email template is ', 'type'],
  ['error in ', 'parameter'],
  [', line ', 'number'],
  ['no action "', 'action'],
  ['no role "', 'role'],
  ['no event "', 'event'],
  ['no event ', 'number'],
  ['the last one is ', 'number'],
  ['API action "', 'action'],
  ['{$', 'variable'],
  ['Ticket IDs: ', 'ids'],
  ['Message IDs: ', 'ids'],
  ['merged into ', 'number'],
  ['(reply ', 'id'],
  ['(note ', 'id'],
  ['The macro names a ', 'kind of thing'],
  ['Stopped: ', 'name'],
  ['Invalid ', 'parameter'],
  [': ', 'reason'],
];

/** Names the placeholders of a refusal: `There is no role "xxx"` becomes `There is no role "{role}"`. */
export function named(refusal: string): string {
  const [first = '', ...others] = refusal.split('xxx');
  return others.reduce((text, rest) => {
    const name = PLACES.find(([before]) => text.endsWith(before))?.[1] ?? '...';
    return `${text}{${name}}${rest}`;
  }, first);
}

const indent = (line: string): string => `  ${line}`;

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map(indent)];

function describeParameter(name: string, property: Property, isRequired: boolean): string {
  const others = property['x-aliases'] ?? [];
  const what = [
    kindOf(property),
    ...(isRequired ? ['required'] : []),
    ...(others.length > 0 ? [`also ${others.join(', ')}`] : []),
  ];
  return `${name} (${what.join('; ')})${property.description === undefined ? '' : `  ${property.description}`}`;
}

const DECODED = {
  addresses: 'list of e-mail addresses',
  attachments: 'files',
  customfields: 'values by custom field',
  date: 'date and time',
  email: 'e-mail address',
  files: 'files',
  links: 'list of links',
  list: 'list',
  moment: 'date and time',
  search: 'text',
  values: 'values by name',
} satisfies Record<NonNullable<Property['x-decode']>, string>;

const KINDS: Record<string, string> = {
  array: 'list',
  boolean: 'true or false',
  integer: 'whole number',
  number: 'number',
  object: 'object',
  string: 'text',
};

function kindOf(property: Property): string {
  if (property['x-decode'] !== undefined) return DECODED[property['x-decode']];
  return [property.type ?? 'string']
    .flat()
    .map((type) => KINDS[type] ?? type)
    .join(' or ');
}

/** Makes up a request with the required parameters, for a schema without an example. */
const sampleOf = ({ properties, required = [] }: Schema): Record<string, unknown> =>
  Object.fromEntries(required.map((name) => [name, properties[name]?.type === 'integer' ? 1 : '...']));
