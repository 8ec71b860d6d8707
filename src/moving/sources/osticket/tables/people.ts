import { renderMailHtml } from '../../../../inbound/reading/html-text';
import { addTo } from '../../tables/lists';
import { readPassword } from '../../tables/passwords';
import type { TableRow } from '../../tables/table-row';
import type { Mapping } from './mapping';

export const roles: Mapping = {
  table: 'role',
  learn: { columns: ['id', 'name'], row: (row, { roles }) => void roles.set(row.key('id'), row.line('name') ?? '') },
  rest: 'this report names the role of each member of the staff. Rights are given here, because they list actions of this desk',
};

export const staffAccess: Mapping = {
  table: 'staff_dept_access',
  learn: {
    columns: ['staff_id', 'dept_id'],
    row: (row, { access }) => addTo(access, row.id('staff_id'), row.id('dept_id')),
  },
};

export const staff: Mapping = {
  table: 'staff',
  learn: { columns: ['staff_id'], row: (row, { staff }) => void staff.add(row.key('staff_id')) },
  read: {
    columns: [
      ...['staff_id', 'dept_id', 'role_id', 'username', 'firstname', 'lastname', 'passwd', 'email', 'signature'],
      ...['lang', 'notes', 'isactive', 'created'],
    ],
    row(row, reading) {
      const id = row.key('staff_id');
      const { access, roles } = reading.lookups;
      const first = row.id('dept_id');
      return reading.sink.add('staff', {
        sourceId: id,
        ...{ username: row.line('username'), firstName: row.line('firstname'), lastName: row.line('lastname') },
        email: row.line('email'),
        passwordHash: readPassword(row, ['passwd'], 'administrators', 'staff', reading),
        disabled: row.flag('isactive') === false,
        ...{ signature: textOf(row, 'signature'), notes: textOf(row, 'notes'), language: languageOf(row) },
        createdAt: row.moment('created'),
        roleName: roles.get(row.key('role_id')) || null,
        departmentIds: [...new Set([...(first === null ? [] : [first]), ...(access.get(id) ?? [])])],
      });
    },
  },
  stays: {
    backend: 'Who signed in through a directory, such as LDAP, sets a password here.',
    phone: 'Members of the staff have no phone number here.',
    mobile: 'Members of the staff have no phone number here.',
  },
  ignored: [
    ...['group_id', 'phone_ext', 'timezone', 'locale', 'isadmin', 'isvisible', 'onvacation', 'assigned_only'],
    ...['show_assigned_tickets', 'change_passwd', 'max_page_size', 'auto_refresh_rate', 'default_signature_type'],
    ...['default_paper_size', 'extra', 'permissions', 'lastlogin', 'passwdreset', 'updated', 'default_2fa'],
    'default_ticket_queue_id',
  ],
};

export const organizations: Mapping = {
  table: 'organization',
  learn: {
    columns: ['id', 'name'],
    row: (row, { organizations }) => void organizations.set(row.key('id'), row.line('name') ?? ''),
  },
  rest: 'their names become the companies of the clients; whom an organization shares its tickets with is not carried',
};

export const addresses: Mapping = {
  table: 'user_email',
  learn: {
    columns: ['id', 'user_id', 'address'],
    row(row, { addresses, ownAddresses }) {
      const address = row.line('address');
      if (address === null) return;
      addresses.set(row.key('id'), address);
      const userId = row.key('user_id');
      if (!ownAddresses.has(userId)) ownAddresses.set(userId, address);
    },
  },
};

/** What the form of contact information has, in a table that osTicket keeps for its own searches. */
export const facts: Mapping = {
  table: 'user__cdata',
  learn: {
    columns: ['user_id', 'phone', 'notes'],
    row: (row, { facts }) =>
      void facts.set(row.key('user_id'), { phone: row.line('phone'), notes: textOf(row, 'notes') }),
  },
};

const LOCKED = 0x2;
const CONFIRMED = 0x1;

export const accounts: Mapping = {
  table: 'user_account',
  learn: { columns: ['user_id'], row: (row, { accounts }) => void accounts.add(row.key('user_id')) },
  read: {
    columns: ['user_id', 'status', 'lang', 'passwd', 'registered'],
    row(row, reading) {
      const id = row.key('user_id');
      const { users, facts, organizations } = reading.lookups;
      const user = users.get(id);
      if (user === undefined) {
        return reading.count({
          ...{ line: 'stays', kind: 'user_account', reason: 'account of nobody' },
          text: 'These accounts belong to users who were deleted.',
        });
      }
      const flags = row.integer('status') ?? 0;
      return reading.sink.add('client', {
        sourceId: id,
        ...namesOf(user.name),
        company: organizations.get(user.organizationId ?? '') ?? null,
        email: reading.lookups.addressOf(id),
        ...{ phone: facts.get(id)?.phone ?? null, notes: facts.get(id)?.notes ?? null },
        ...{ status: (flags & LOCKED) === 0 ? 'Active' : 'Inactive', emailVerified: (flags & CONFIRMED) !== 0 },
        ...{ language: languageOf(row), createdAt: row.moment('registered') },
        passwordHash: readPassword(row, ['passwd'], 'clients', 'client', reading),
      });
    },
  },
  stays: {
    backend: 'Who signed in through a directory, such as LDAP, sets a password here.',
    username: 'Clients sign in with their e-mail address here.',
  },
  ignored: ['id', 'timezone', 'extra'],
};

export const users: Mapping = {
  table: 'user',
  learn: {
    columns: ['id', 'org_id', 'default_email_id', 'name'],
    row: (row, { users }) =>
      void users.set(row.key('id'), {
        name: row.line('name') ?? '',
        emailId: row.id('default_email_id'),
        organizationId: row.id('org_id'),
      }),
  },
  read: {
    columns: ['id'],
    row(row, { lookups, count }) {
      if (lookups.accounts.has(row.key('id'))) return;
      count({
        ...{ line: 'note', kind: 'user', reason: 'guests' },
        text: 'These users have no account. Their tickets are carried as those of guests, with name and address.',
      });
    },
  },
  ignored: ['org_id', 'default_email_id', 'name', 'status', 'created', 'updated'],
};

/** A name as osTicket has it, in one piece: the last word is the family's. */
function namesOf(name: string): { firstName: string; lastName: string } {
  const [, firstName = '', lastName = ''] = /^(.*)\s+(\S+)$/s.exec(name.trim()) ?? [];
  return lastName === '' ? { firstName: name.trim(), lastName: '' } : { firstName, lastName };
}

/** What people wrote into a field for HTML, as text. */
export function textOf(row: TableRow, column: string): string | null {
  const html = row.markup(column);
  return html === null || html === '' ? null : renderMailHtml(html).text;
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' });

/** `de_AT` is `german`; null for the desk's own. */
function languageOf(row: TableRow): string | null {
  const [code = ''] = /^[a-z]{2,3}/.exec(row.code('lang')) ?? [];
  return code === '' ? null : (LANGUAGES.of(code)?.toLowerCase() ?? null);
}
