import type { Registered } from '../calls/registry';
import { type AnswerSchema, TOPICS } from '../calls/schema';
import { ADDRESSES } from '../config/addresses';
import { REST_DOORS } from '../doors/doors';
import { LINK_ROUTES } from '../doors/pages/link-pages';
import type { Route } from '../doors/rest';
import { ACTION_ADDRESS } from '../doors/whmcs';
import { tagOf } from './operation';
import { type JsonSchema, parametersSchema } from './schemas';

/**
 * Writes a Markdown page about each action, and a table of contents.
 *
 * @returns the text of each page, by its path below docs/actions
 */
export function describeActions(actions: Registered[]): Map<string, string> {
  const pages = new Map(actions.map((action) => [`${action.name}.md`, page(action)]));
  pages.set('README.md', contents(actions));
  return pages;
}

function contents(actions: Registered[]): string {
  const inFolder = (folder: string | undefined) => actions.filter(({ name }) => folderOf(name) === folder);
  const topics = Object.entries(TOPICS).map(([topic, what]) => {
    const own = inFolder(undefined).filter(({ schema }) => schema['x-topic'] === topic);
    return `### ${topic}\n\n${what}.\n\n${table(own)}`;
  });
  return [
    `${MADE}\n# Actions\n\n## The WHMCS API, \`${ADDRESSES.hatch}\`\n`,
    ...topics,
    ...REST_DOORS.map((door) => `## The ${tagOf(door)} API\n\n${table(inFolder(door.folder))}`),
    `## The pages of mailed links\n\n${table(inFolder('pages'))}`,
  ].join('\n');
}

function table(actions: Registered[]): string {
  const rows = actions.map(
    ({ name, schema }) => `| [${nameOf(name)}](${name}.md) | ${cell(schema.description)} | ${schema['x-access']} |`,
  );
  return `| action | does | access |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const MADE = '<!-- Made by `npm run generate` from schemas/; changes belong there. -->\n';

const folderOf = (name: string): string | undefined => (name.includes('/') ? name.split('/')[0] : undefined);
const nameOf = (name: string): string => name.split('/').at(-1) ?? name;

function page(action: Registered): string {
  const { name, schema } = action;
  const sections = [
    `${MADE}\n# ${nameOf(name)}\n\n${schema.description}.\n\n${address(action)}`,
    parameters(action),
    answer(schema['x-answer']),
    schema['x-refusals'].length === 0 ? '' : `## Refusals\n\n${schema['x-refusals'].map(literal).join('\n')}\n`,
    example(action),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

const literal = (text: string): string => `- \`\` ${text} \`\``;

const ROUTES: Record<string, readonly Route[]> = {
  ...Object.fromEntries(REST_DOORS.map(({ folder, routes }) => [folder, routes])),
  pages: LINK_ROUTES,
};

function address({ name, schema }: Registered): string {
  const folder = folderOf(name);
  if (folder === undefined) {
    const kind = schema['x-access'] === 'read' ? 'It changes nothing.' : 'It accepts an `Idempotency-Key`.';
    return `\`POST ${ADDRESSES.hatch}\` with \`action=${name}\`, or \`POST ${ACTION_ADDRESS.replace(':action', name)}\`. ${kind}\n`;
  }
  const own = (ROUTES[folder] ?? []).filter(({ action }) => action === nameOf(name));
  return `${own.map(({ method, path }) => `\`${method} ${path.replace(/:(\w+)/g, '{$1}')}\``).join(' or ')}\n`;
}

function parameters({ schema }: Registered): string {
  const described = parametersSchema(schema);
  const entries = Object.entries(described.properties);
  if (entries.length === 0) return '## Parameters\n\nNone.\n';
  const required = new Set(described.required);
  const rows = entries.map(
    ([name, property]) =>
      `| \`${name}\` | ${typeOf(property)} | ${required.has(name) ? 'yes' : ''} | ${cell(String(property.description ?? ''))} |`,
  );
  return `## Parameters\n\n| name | type | required | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

const typeOf = ({ type }: JsonSchema): string =>
  [type ?? 'any']
    .flat()
    .filter((kind) => kind !== 'null')
    .join(' or ');

/** Makes a text fit into one cell of a Markdown table. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\s+/g, ' ');

function answer(schema: AnswerSchema): string {
  const rows = fields(schema, '').map(([path, type]) => `| \`${path}\` | ${type} |`);
  return `## Answer\n\n| name | type |\n|---|---|\n${rows.join('\n')}\n`;
}

function fields(schema: AnswerSchema, path: string): [path: string, type: string][] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    fields(property, path === '' ? name : `${path}.${name}`),
  );
  const listed = schema.items === undefined ? [] : fields(schema.items, `${path}[]`);
  const isPlain = schema.type !== 'object' || schema.properties === undefined;
  const own: [string, string][] = path === '' || path.endsWith('[]') ? [] : [[path, typeOf({ type: schema.type })]];
  return [...(isPlain || path !== '' ? own : []), ...inside, ...(listed.length > 0 ? listed : [])];
}

function example({ name, schema }: Registered): string {
  const given = schema['x-example'];
  if (given === undefined) return '';
  const code = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;
  const call =
    folderOf(name) === undefined
      ? code('sh', `hatchdesk call ${name}${form(given.request)}`)
      : code('json', JSON.stringify(given.request, null, 2));
  return `## Example\n\n${call}\n${code('json', JSON.stringify(given.answer, null, 2))}`;
}

/** Writes parameters as arguments of `hatchdesk call`, quoted for a shell. */
export function form(request: Record<string, unknown>): string {
  return flatten(request, '')
    .map(([name, value]) => ` ${quote(`${name}=${value}`)}`)
    .join('');
}

function flatten(value: unknown, name: string): [name: string, value: string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name === '' ? key : `${name}[${key}]`));
}

const quote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
