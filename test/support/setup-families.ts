import type { Family } from '../../src/doors/console/setup/families';
import { filledIn, mainForm, type PageForm, type setupPages } from './setup-pages';

type SetupPages = ReturnType<typeof setupPages>;

/** Values that the action accepts: those of its example, which refer to what a desk has from the start. */
export function exampleOf({ add }: Family): Record<string, string> {
  const request = add?.schema['x-example']?.request ?? {};
  return Object.fromEntries(
    Object.entries(request).flatMap(([name, value]): [string, string][] =>
      typeof value === 'object' ? [] : [[name, value === true ? '1' : String(value)]],
    ),
  );
}

export const APP_PASSWORD = 'known to nobody';

/** What examples lack: another name where one is taken, and what the desk has under another number. */
const INSTEAD: Record<string, Record<string, string>> = {
  AddAdmin: { password2: 'a good long phrase', roles: '1', departments: '1' },
  AddClient: { password2: 'a good long phrase', address1: 'A St', city: 'B', state: 'C', postcode: 'D' },
  AddCredential: { roles: '1' },
  AddCustomFieldOption: { fieldid: '1' },
  AddEmailTemplate: { language: '', name: 'Another template' },
  AddMailbox: { deptid: '0', password: APP_PASSWORD },
  AddPredefinedReply: { categoryid: '0' },
  AddPredefinedReplyCategory: { parentid: '0' },
  AddRole: { actions: 'GetDepartments,GetRoles' },
  AddTicketCategory: { parentid: '0' },
  AddToDoItem: { adminid: '1' },
  AddUser: { password2: 'a good long phrase' },
  CreateOAuthCredential: { serviceId: '' },
};

const valuesOf = (family: Family): Record<string, string> => ({
  ...exampleOf(family),
  ...INSTEAD[family.add?.name ?? ''],
});

let count = 0;

/** The same values, with names that nothing else has. */
function unique(values: Record<string, string>): Record<string, string> {
  count += 1;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, string] => {
      if (['name', 'title', 'groupname'].includes(name)) return [name, `${value} ${count}`];
      if (['email', 'adminusername', 'slug'].includes(name)) return [name, `x${count}${value}`];
      return [name, name === 'pattern' ? `${value}${count}` : name === 'ip' ? `203.0.113.${count % 250}` : value];
    }),
  );
}

/** Texts that a parameter accepts, where it does not accept any. */
const FREE: Record<string, string> = {
  admin: '1',
  country: 'DE',
  grantType: 'authorization_code',
  language: 'german',
  phonenumber: '030 1',
  scope: 'openid',
  status: 'Pending',
  url: 'https://example.com/other',
  'Macro.flag': 'me',
  'Macro.priority': 'High',
  'Macro.status': 'On Hold',
};

/** A text that a parameter of a family accepts. */
export const textFor = ({ noun }: Family, name: string): string => FREE[`${noun}.${name}`] ?? FREE[name] ?? 'Changed';

/** Where an action puts something else in the place of nothing. */
export const NEVER_EMPTY = new Set(['Mailbox.name', 'Mailbox.folder', 'Mailbox.address']);

/** Adds one through its form.
 *
 * @returns where its page is, below the pages for setting up */
export async function addOne(pages: SetupPages, family: Family): Promise<string> {
  const to = `${family.slug}/new`;
  const form = mainForm((await pages.get(to)).text);
  const answer = await pages.send(to, filledIn(form, unique(valuesOf(family))));
  if (answer.status === 303)
    return (answer.headers.get('location') ?? '').replace(/^.*setup\//, '').replace(/\?.*$/, '');
  const [, path = ''] = new RegExp(`href="[^"]*setup/(${family.slug}/\\d+)"`).exec(answer.text) ?? [];
  if (path === '') throw new Error(`${family.add?.name}: ${/role="alert">(.*?)<\/p>/s.exec(answer.text)?.[1]}`);
  return path;
}

/** Means something only together with others. */
const SPECIAL = new Set(['clientid', 'moveto']);

/** The parameters of what changes one of a family that take any text. */
export const freeTexts = ({ update }: Family, { fields }: PageForm): string[] =>
  fields.flatMap(([field]) => {
    const name = field.slice(2, -1);
    const property = update?.schema.properties[name];
    const isText = field.startsWith('p[') && property?.type === 'string' && property['x-decode'] === undefined;
    return isText &&
      property.enum === undefined &&
      !property['x-secret'] &&
      !('pattern' in property) &&
      !SPECIAL.has(name)
      ? [name]
      : [];
  });
