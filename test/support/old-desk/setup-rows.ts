import { FIELDS } from './fields';
import { oneZero, onOff, type Row } from './rows';
import {
  ANNOUNCEMENTS,
  BANNED,
  CATEGORIES,
  CREDENTIALS,
  DEPARTMENTS,
  GROUPS,
  PREDEFINED,
  PRODUCTS,
  SPAM,
  STAFF,
  STATUSES,
} from './setup';
import { encoded } from './texts';

const OWNERS = { client: 'client', ticket: 'support', product: 'product' } as const;
const PUBLISHED = new Date('2025-05-05T10:00:00Z');

/** Rows of the small tables, in which WHMCS keeps how the desk is set up. */
export const SETUP_ROWS: Record<string, readonly Row[]> = {
  tbladminroles: [
    { id: 1, name: 'Full Administrator' },
    { id: 2, name: 'Support &amp; Sales' },
  ],
  tbladmins: STAFF.map((staff) => ({
    ...{ id: staff.id, roleid: staff.roleName === 'Full Administrator' ? 1 : 2, username: staff.username },
    ...{ password: staff.password.stored, firstname: encoded(staff.firstName), lastname: encoded(staff.lastName) },
    ...{
      email: staff.email,
      signature: encoded(staff.signature),
      notes: encoded(staff.notes),
      language: staff.language,
    },
    ...{
      disabled: oneZero(staff.disabled),
      supportdepts: `,${staff.departmentIds.join(',')},`,
      created_at: staff.createdAt,
    },
  })),
  tblannouncements: ANNOUNCEMENTS.map(({ id, parentId, language, title, body, published }) => ({
    ...{ id, date: PUBLISHED, title, announcement: body, published: oneZero(published), parentid: parentId, language },
    created_at: PUBLISHED,
  })),
  tblbannedips: BANNED.map(({ id, network, reason, expiresAt }) => ({
    id,
    ip: network,
    reason: encoded(reason),
    expires: expiresAt,
  })),
  tblclientgroups: GROUPS.map(({ id, name, color, discount, suspendExempt, separateInvoices }) => ({
    ...{ id, groupname: encoded(name), groupcolour: color, discountpercent: discount },
    ...{ susptermexempt: onOff(suspendExempt), separateinvoices: onOff(separateInvoices) },
  })),
  tblconfiguration: [
    { id: 1, setting: 'SystemURL', value: 'https://billing.example.com/' },
    { id: 2, setting: 'CompanyName', value: 'Old &amp; Desk' },
    { id: 3, setting: 'Version', value: '8.13.1-release.1' },
  ],
  tblcustomfields: FIELDS.map((field) => ({
    ...{
      id: field.id,
      type: OWNERS[field.owner],
      relid: field.ownerId,
      fieldname: encoded(field.name),
      fieldtype: field.type,
    },
    ...{
      description: encoded(field.description),
      fieldoptions: field.options.map(encoded).join(','),
      regexpr: field.pattern,
    },
    ...{ adminonly: onOff(field.staffOnly), required: onOff(field.required), sortorder: field.sortOrder },
  })),
  tbldeviceauth: CREDENTIALS.map(({ id, identifier, description, staffId }) => ({
    ...{ id, identifier, secret: '$2y$10$not.a.secret', user_id: staffId, is_admin: 1, role_ids: '1', description },
    created_at: PUBLISHED,
  })),
  tblknowledgebase: [{ id: 1, title: 'How to', article: '<p>Read</p>' }],
  tblproductgroups: [{ id: 1, name: 'Web &amp; Mail', slug: 'web-mail' }],
  tblproducts: PRODUCTS.map(({ id, name }) => ({
    id,
    type: 'hostingaccount',
    gid: 1,
    name: encoded(name),
    paytype: 'recurring',
  })),
  tblservers: [
    { id: 1, name: 'web1', ipaddress: '192.0.2.20', hostname: 'web1.example.com', type: 'cpanel', active: 1 },
  ],
  tblticketdepartments: DEPARTMENTS.map((one) => ({
    ...{
      id: one.id,
      name: encoded(one.name),
      description: encoded(one.description),
      email: one.email,
      order: one.sortOrder,
    },
    ...{ clientsonly: onOff(one.clientsOnly), piperepliesonly: onOff(one.repliesOnly), hidden: onOff(one.hidden) },
    ...{ noautoresponder: '', prevent_client_closure: oneZero(one.preventClientClosure), password: 'encrypted' },
  })),
  tblticketfeedback: [
    { id: 1, ticketid: 1, adminid: 1, rating: 9, comments: 'Great &amp; fast', datetime: PUBLISHED, ip: '192.0.2.1' },
  ],
  tblticketpredefinedcats: CATEGORIES.map(({ id, parentId, name }) => ({
    id,
    parentid: parentId,
    name: encoded(name),
  })),
  tblticketpredefinedreplies: PREDEFINED.map(({ id, categoryId, name, reply }) => ({
    ...{ id, catid: categoryId, name: encoded(name), reply: encoded(reply).replaceAll('\n', '\r\n') },
  })),
  tblticketspamfilters: SPAM.map(({ id, kind, pattern }) => ({ id, type: kind, content: encoded(pattern) })),
  tblticketstatuses: STATUSES.map((one, at) => ({
    ...{ id: at + 1, title: encoded(one.title), color: one.color, sortorder: one.sortOrder },
    ...{ showactive: oneZero(one.isActive), showawaiting: oneZero(one.isAwaiting), autoclose: oneZero(one.autoClose) },
  })),
};
