import { readPassword } from '../../tables/passwords';
import type { TableRow } from '../../tables/table-row';
import {
  ADDRESS_COLUMNS,
  addressOf,
  commaList,
  emailPreferences,
  type Mapping,
  preferencesOf,
  type Reading,
} from './mapping';

export const clientGroups: Mapping = {
  table: 'tblclientgroups',
  read: {
    columns: ['id', 'groupname', 'groupcolour', 'discountpercent', 'susptermexempt', 'separateinvoices'],
    row: (row, { sink }) =>
      sink.add('clientGroup', {
        sourceId: row.key('id'),
        ...{
          name: row.line('groupname'),
          color: row.line('groupcolour'),
          discountPercent: row.amount('discountpercent'),
        },
        ...{ suspendExempt: row.flag('susptermexempt'), separateInvoices: row.flag('separateinvoices') },
      }),
  },
};

const BILLING_FLAGS = [
  ...['taxexempt', 'latefeeoveride', 'overideduenotices', 'separateinvoices', 'disableautocc', 'overrideautoclose'],
];

const BILLING = 'Hatchdesk does not bill.';
const CARDS = 'Cards and bank accounts stay with the old desk, which bills.';

export const clients: Mapping = {
  table: 'tblclients',
  read: {
    columns: [
      ...['id', ...ADDRESS_COLUMNS, 'tax_id', 'status', 'groupid', 'language', 'notes', 'currency', 'defaultgateway'],
      ...['email_preferences', ...BILLING_FLAGS, 'marketing_emails_opt_in', 'email_verified', 'allow_sso', 'ip'],
      ...['lastlogin', 'datecreated', 'created_at', 'password'],
    ],
    row: (row, reading) =>
      reading.sink.add('client', {
        sourceId: row.key('id'),
        ...addressOf(row),
        ...{ taxId: row.line('tax_id'), status: row.line('status'), groupId: row.id('groupid') },
        ...{ language: row.line('language'), notes: row.text('notes'), currencyId: row.integer('currency') || null },
        paymentMethod: row.line('defaultgateway'),
        emailPreferences: emailPreferences(row.code('email_preferences')),
        billingFlags: flagsOf(row, BILLING_FLAGS),
        marketingOptIn: row.flag('marketing_emails_opt_in'),
        ...{ emailVerified: row.flag('email_verified'), ssoAllowed: row.flag('allow_sso') },
        ...{ lastAddress: row.line('ip'), lastLoginAt: row.moment('lastlogin'), createdAt: clientSince(row) },
        passwordHash: reading.lookups.hasUsers ? null : readPassword(row, ['password'], 'clients', 'client', reading),
      }),
  },
  stays: {
    ...{ credit: BILLING, billingcid: BILLING, gatewayid: BILLING },
    ...{ cardtype: CARDS, cardnum: CARDS, cardlastfour: CARDS, bankacct: CARDS },
    ...{ securityqans: 'Hatchdesk asks no security questions.', authmodule: 'Second factors are set up anew.' },
  },
  ignored: [
    ...['uuid', 'authdata', 'startdate', 'expdate', 'issuenumber', 'bankname', 'banktype', 'bankcode', 'securityqid'],
    // Who opted out has not opted in, which the other column says.
    ...['host', 'pwresetkey', 'pwresetexpiry', 'emailoptout', 'updated_at'],
  ],
};

function flagsOf(row: TableRow, columns: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(columns.filter((column) => row.flag(column) === true).map((column) => [column, true]));
}

/** The day is what WHMCS shows. The moment tells the time of that day, unless the client came from elsewhere. */
function clientSince(row: TableRow): Date | null {
  const since = row.moment('datecreated');
  const made = row.moment('created_at');
  if (since === null || made === null) return since ?? made;
  const after = made.getTime() - since.getTime();
  return after >= 0 && after < 86_400_000 ? made : since;
}

export const users: Mapping = {
  table: 'tblusers',
  learn: {
    columns: ['id'],
    row(_row, lookups) {
      lookups.hasUsers = true;
    },
  },
  read: {
    columns: [
      ...[
        'id',
        'first_name',
        'last_name',
        'email',
        'password',
        'language',
        'email_verified_at',
        'last_ip',
        'last_login',
      ],
      'created_at',
    ],
    row: (row, reading) =>
      reading.sink.add('user', {
        sourceId: row.key('id'),
        ...{ firstName: row.line('first_name'), lastName: row.line('last_name'), email: row.line('email') },
        passwordHash: readPassword(row, ['password'], 'users', 'user', reading),
        ...{ language: row.line('language'), emailVerified: row.moment('email_verified_at') !== null },
        ...{
          lastAddress: row.line('last_ip'),
          lastLoginAt: row.moment('last_login'),
          createdAt: row.moment('created_at'),
        },
      }),
  },
  stays: {
    second_factor: 'Second factors are set up anew.',
    security_question_answer: 'Hatchdesk asks no security questions.',
  },
  ignored: [
    ...['second_factor_config', 'remember_token', 'reset_token', 'reset_token_expiry', 'security_question_id'],
    ...['last_hostname', 'email_verification_token', 'email_verification_token_expiry', 'updated_at'],
  ],
};

export const clientUsers: Mapping = {
  table: 'tblusers_clients',
  read: {
    columns: ['auth_user_id', 'client_id', 'owner', 'permissions', 'created_at'],
    row(row, { sink }) {
      const clientId = row.id('client_id');
      const userId = row.id('auth_user_id');
      if (clientId === null || userId === null) return undefined;
      return sink.add('clientUser', {
        sourceId: `${clientId}:${userId}`,
        ...{ clientId, userId, isOwner: row.flag('owner') },
        ...{ permissions: permissionsOf(row.code('permissions')), createdAt: row.moment('created_at') },
      });
    },
  },
  ignored: ['id', 'invite_id', 'last_login', 'updated_at'],
};

/** `["tickets","invoices"]` or `tickets,invoices`. */
const permissionsOf = (text: string): string[] => commaList(text.replace(/[[\]"]/g, ''));

const CONTACT_MAILS = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'].map(
  (kind) => `${kind}emails`,
);

export const contacts: Mapping = {
  table: 'tblcontacts',
  read: {
    columns: [
      ...['id', 'userid', ...ADDRESS_COLUMNS, 'tax_id'],
      ...[...CONTACT_MAILS, 'created_at', 'subaccount', 'password', 'permissions'],
    ],
    row: (row, reading) =>
      reading.sink.add('contact', {
        ...{ sourceId: row.key('id'), clientId: row.id('userid') },
        ...addressOf(row),
        taxId: row.line('tax_id'),
        emailPreferences: preferencesOf((kind) => row.code(`${kind}emails`)),
        createdAt: row.moment('created_at'),
        ...signInOf(row, reading),
      }),
  },
  ignored: ['pwresetkey', 'pwresetexpiry', 'updated_at'],
};

/** Where there are users, those who signed in as contacts have become some of them. */
function signInOf(row: TableRow, reading: Reading): { passwordHash: string | null; permissions: string[] | null } {
  if (reading.lookups.hasUsers || row.flag('subaccount') !== true) return { passwordHash: null, permissions: null };
  const passwordHash = readPassword(row, ['password'], 'contacts', 'contact', reading);
  return { passwordHash, permissions: permissionsOf(row.code('permissions')) };
}

export const clientNotes: Mapping = {
  table: 'tblnotes',
  read: {
    columns: ['id', 'userid', 'adminid', 'created', 'note', 'sticky'],
    row: (row, { sink }) =>
      sink.add('clientNote', {
        ...{ sourceId: row.key('id'), clientId: row.id('userid'), staffId: row.id('adminid') },
        ...{ body: row.text('note'), sticky: row.flag('sticky'), createdAt: row.moment('created') },
      }),
  },
  ignored: ['modified'],
};
