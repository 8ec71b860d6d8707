/**
 * The little that pages for setting up need to know and schemas don't say. Everything else is read from the schemas, so a
 * new action needs no entry here.
 */

/** Whose id a parameter is, where its name doesn't say: WHMCS has several names for one thing. */
export const REFERS_TO: Readonly<Record<string, string>> = {
  userid: 'Client',
  client_id: 'Client',
  owner_user_id: 'User',
  service_id: 'Service',
  domain_id: 'Domain',
  admin: 'Admin',
};

/** The member of an answer with the value of a parameter, where they have different names. */
export const MEMBER_OF: Readonly<Record<string, string>> = {
  admin: 'adminid',
  marketingoptin: 'isOptedInToMarketingEmails',
  allow_sso: 'allowSingleSignOn',
  paymentmethod: 'defaultgateway',
  grantType: 'grantTypes',
};

/** Parameters that programs need and people don't: other ways to name what a page is about already. */
export const NOT_ASKED: ReadonlySet<string> = new Set(['clientemail', 'clientApiIdentifier', 'clearcreditcard']);

/** Actions with pages elsewhere: the account of the administrator, and the comparison among the reports. */
export const ELSEWHERE = /^[A-Z][a-z]+Own[A-Z]|^(Get|Reset)Comparison$/;

/** Parameters that take names of actions. */
export const TAKES_ACTIONS: ReadonlySet<string> = new Set(['actions']);

/** What stands first in a topic, because it is looked for most. The rest follows by name. */
export const FIRST: readonly string[] = [
  ...[
    'Department',
    'Status',
    'Priority',
    'TicketType',
    'TicketCategory',
    'CustomField',
    'CustomFieldOption',
    'Mailbox',
  ],
  ...['PredefinedReply', 'PredefinedReplyCategory', 'Announcement', 'Client', 'User', 'Contact', 'ClientGroup'],
  ...['Admin', 'Role', 'Credential', 'OAuthCredential', 'BannedIp', 'Webhook', 'Delivery', 'Hook'],
  ...['ConfigurationValue', 'EmailTemplate', 'MailImportLog', 'ActivityLog'],
];

/** The same lists as WHMCS has them, for its programs. They stand last. */
export const LAST: ReadonlySet<string> = new Set([
  ...['ToDoItemStatus', 'CancelledPackage', 'AdminUser', 'ClientsProduct', 'ClientsDomain'],
]);

/** Lists that stand in groups, by the first word of this member. */
export const GROUPED_BY: Readonly<Record<string, string>> = { ConfigurationValue: 'setting' };

/** How many things a field offers to choose from. Of more, the number is entered. */
export const MOST_CHOICES = 250;

/** What a list shows of each thing, where the first members are not the most telling ones. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ConfigurationValue: ['setting', 'value', 'default', 'description'],
  MailImportLog: ['subject', 'email', 'date', 'outcome', 'reason', 'deptid', 'ticketid'],
  ActivityLog: ['date', 'username', 'description', 'changes', 'ipaddress'],
  Delivery: ['event', 'listener', 'state', 'attempts', 'text', 'ticketid', 'created'],
  EmailTemplate: ['name', 'type', 'language', 'deptid', 'subject', 'disabled', 'custom'],
  Announcement: ['title', 'date', 'published', 'language', 'parentid'],
  Mailbox: ['name', 'host', 'username', 'deptid', 'enabled', 'state', 'lastsuccess'],
  Webhook: ['url', 'description', 'events', 'enabled', 'failingsince'],
};
