import { Dice } from './dice';
import type { StaffFacts } from './facts';
import { password } from './passwords';
import { moment } from './people';

export interface DepartmentFacts {
  id: number;
  name: string;
  description: string;
  email: string;
  clientsOnly: boolean;
  repliesOnly: boolean;
  hidden: boolean;
  preventClientClosure: boolean;
  sortOrder: number;
}

const plain = { clientsOnly: false, repliesOnly: false, hidden: false, preventClientClosure: false };

export const DEPARTMENTS: readonly DepartmentFacts[] = [
  {
    ...plain,
    id: 1,
    name: 'Sales & "Offers"',
    description: 'Before you buy <anything>',
    email: 'sales@example.com',
    sortOrder: 2,
  },
  {
    ...plain,
    id: 2,
    name: 'Technik für Kunden',
    description: '',
    email: 'technik@example.com',
    sortOrder: 1,
    clientsOnly: true,
  },
  {
    ...plain,
    id: 3,
    name: 'Abuse',
    description: 'Reports',
    email: 'abuse@example.com',
    sortOrder: 3,
    repliesOnly: true,
  },
  {
    ...plain,
    id: 4,
    name: 'Internal',
    description: '',
    email: '',
    sortOrder: 4,
    hidden: true,
    preventClientClosure: true,
  },
  { ...plain, id: 8, name: 'Łódź', description: '日本', email: 'lodz@example.com', sortOrder: 5 },
];
/** Tickets still refer to it. */
export const DELETED_DEPARTMENT = 7;

export interface StatusFacts {
  title: string;
  color: string;
  sortOrder: number;
  isActive: boolean;
  isAwaiting: boolean;
  autoClose: boolean;
}

const status = (title: string, color: string, flags: string): Omit<StatusFacts, 'sortOrder'> => ({
  title,
  color,
  isActive: flags.includes('active'),
  isAwaiting: flags.includes('awaiting'),
  autoClose: flags.includes('close'),
});
export const STATUSES: readonly StatusFacts[] = [
  status('Open', '#779500', 'active awaiting'),
  status('Answered', '#000000', 'active close'),
  status('Customer-Reply', '#ff6600', 'active awaiting'),
  status('Closed', '#888888', ''),
  status('On Hold', '#224488', 'active'),
  status('In Progress', '#cc0000', 'active'),
  status('Waiting for "Vendor"', '#123456', 'active'),
].map((one, at) => ({ ...one, sortOrder: at + 1 }));
/** Tickets still have it. */
export const DELETED_STATUS = 'Escalated';

/** Its notes, replies and tickets name it, and no account has the name. */
export const DELETED_STAFF = { kind: 'staff', name: 'Gone Gustavsson', staffId: undefined } as const;
export const DELETED_STAFF_ID = 77;

const NAMES = [
  ['root', 'Ada', 'Lovelace'],
  ['maeve', 'Maeve', "O'Brien & Co"],
  ['björn', 'Björn', 'Ångström'],
  ['disabled', 'Dis', 'Abled'],
  ['twin', 'Ada', 'Lovelace'],
] as const;

export const STAFF: readonly StaffFacts[] = NAMES.map(([username, firstName, lastName], at) => {
  const dice = new Dice('staff', at);
  return {
    ...{ id: at + 1, username, firstName, lastName, email: `${at === 4 ? 'twin' : `staff${at + 1}`}@example.com` },
    password: password(dice),
    disabled: username === 'disabled',
    signature: `--\n${firstName} ${lastName}\n"Support" & more`,
    notes: at === 0 ? 'My <notes>' : '',
    language: at === 1 ? 'german' : '',
    roleName: at === 0 ? 'Full Administrator' : 'Support & Sales',
    departmentIds: at === 0 ? DEPARTMENTS.map(({ id }) => id) : [1, at + 1, DELETED_DEPARTMENT],
    createdAt: at === 2 ? undefined : moment(dice),
  };
});

/** Members of staff as messages name them. Two have the same name, and nobody can know which of them is meant. */
export const staffAuthor = (id: number) => {
  const one = STAFF.find((staff) => staff.id === id);
  if (one === undefined) return DELETED_STAFF;
  const name = `${one.firstName} ${one.lastName}`;
  return {
    kind: 'staff',
    name,
    staffId: STAFF.find((staff) => `${staff.firstName} ${staff.lastName}` === name)?.id,
  } as const;
};

export const GROUPS = [
  { id: 1, name: 'VIP & Friends', color: '#ff0000', discount: '10.00', suspendExempt: true, separateInvoices: false },
  { id: 2, name: 'Réseller', color: '', discount: '0.00', suspendExempt: false, separateInvoices: true },
] as const;

export const CATEGORIES = [
  { id: 1, parentId: 0, name: 'Billing & Co' },
  { id: 2, parentId: 1, name: 'Réfunds' },
  { id: 3, parentId: 99, name: 'Orphan' },
] as const;
export const PREDEFINED = [
  { id: 1, categoryId: 1, name: 'Thanks', reply: 'Dear [NAME],\n\nthanks & "bye"\n<3' },
  { id: 2, categoryId: 2, name: 'Grüße', reply: 'Viele Grüße\n' },
  { id: 3, categoryId: 98, name: 'Lost', reply: 'Its category was deleted' },
] as const;

export const ANNOUNCEMENTS = [
  {
    id: 1,
    parentId: 0,
    language: '',
    title: 'Maintenance & more',
    body: '<p>Tom &amp; Co. – 5 &lt; 6</p>',
    published: true,
  },
  { id: 2, parentId: 1, language: 'german', title: 'Wartung', body: '<p>Für Sie: schöne Grüße</p>', published: true },
  { id: 3, parentId: 0, language: '', title: 'Draft "x"', body: 'No HTML', published: false },
] as const;

export const SPAM = [
  { id: 1, kind: 'sender', pattern: 'spam@example.com' },
  { id: 2, kind: 'subject', pattern: 'Buy <now> & save' },
  { id: 3, kind: 'phrase', pattern: 'größte Chance' },
] as const;

export const BANNED = [
  { id: 1, network: '192.0.2.66', reason: 'Bot & "co"', expiresAt: new Date('2019-01-02T12:00:00Z') },
  { id: 2, network: '2001:db8::66', reason: 'Scan', expiresAt: new Date('2031-01-02T12:00:00Z') },
  { id: 3, network: '10.0.0.*', reason: 'A pattern', expiresAt: new Date('2031-01-02T12:00:00Z') },
  { id: 4, network: 'nonsense', reason: '', expiresAt: new Date('2031-01-02T12:00:00Z') },
] as const;

export const CREDENTIALS = [
  { id: 1, identifier: 'D4j1dKYE3g40VROOPCGyJ9zRwP0ADJIv', description: "Shop's key", staffId: 1 },
  { id: 2, identifier: 'Zx81dKYE3g40VROOPCGyJ9zRwP0AD000', description: 'Of somebody deleted', staffId: 77 },
] as const;

export const PRODUCTS = [
  { id: 1, group: 'Web & Mail', name: 'Hosting "L"' },
  { id: 2, group: 'Web & Mail', name: 'vServer für Große' },
] as const;
