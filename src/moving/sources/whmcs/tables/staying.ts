const BILLING = 'Hatchdesk does not bill. The pass-through goes on asking the old desk';
const SELLING = 'Hatchdesk does not sell. The pass-through goes on asking the old desk';
const LOGS = 'this is a log of what the old desk did';
const SERVERS = 'Hatchdesk runs no servers';
const SETTINGS = 'settings are made here, because they mean other things';
const KNOWLEDGE = 'Hatchdesk has no knowledge base';
const SIGN_IN = 'who signs in is asked anew';

/** Why the rows of tables stay that have no record here. The first pattern that fits counts. */
const REASONS: readonly [tables: RegExp, reason: string, why: string][] = [
  [/^tblticketescalations$/, 'rules', 'rules are made here, as macros and hooks'],
  [/^tblticketactions$/, 'planned actions', 'what the old desk has planned would be done twice'],
  [/^tblticketbreaklines$/, 'settings', 'Hatchdesk finds what is quoted in mails by itself'],
  [/^tblticket(maillog|pendingimports)$/, 'logs', LOGS],
  [/^tblapi_roles$/, 'rights', 'roles are made here, because they list actions of this desk'],
  [
    /^tbl(activitylog|adminlog|apilog|gatewaylog|modulelog|modulequeue|whoislog|updatelog|updatehistory|errorlog)$/,
    'logs',
    LOGS,
  ],
  [/^tbl(emails|.*_?log|.*log_?register|metric_usage|log_.*|.*_logs?)$/, 'logs', LOGS],
  [
    /^tbl(invoice|account|credit|currenc|gateway|pay|tax|quote|billable|affiliate|transaction|bundle|promotion|pricing)/,
    'billing',
    BILLING,
  ],
  [
    /^tbl(order|product|addon|hosting(addons|config)|upgrade|cancelrequest|marketconnect|sslorder|cart|usage|ondemand)/,
    'selling',
    SELLING,
  ],
  [/^tbl(domain|registrar|tld|dns)/, 'selling', SELLING],
  [/^tbl(server|network|module|ioncube)/, 'servers', SERVERS],
  [/^tbl(knowledgebase|download)/, 'knowledge base', KNOWLEDGE],
  [
    /^tbl(emailtemplate|mailtemplate|emailmarketer|emailcampaign|notification|dynamic_translation|dynamicfield|email_)/,
    'mails',
    'what mails say is written here',
  ],
  [
    /^tbl(session|oauth|authn|rsakeypair|user_invite|user_validation|clientsecurity|adminsecurity|sso|mfa|webauthn|device)/,
    'signing in',
    SIGN_IN,
  ],
  [
    /^tbl(todolist|calendar|clientsfiles|bannedemails|links|browserlinks)$/,
    'other parts',
    'Hatchdesk has no such thing',
  ],
  [
    /^tbl(adminperms|setting|task|jobs|cron|transientdata|updater|integration|applink|storage|fileasset|theme|menu)/,
    'settings',
    SETTINGS,
  ],
  [/^tbl/, 'other parts', 'nothing here corresponds to it'],
  [/^mod_/, 'add-ons', 'it belongs to an add-on of the old desk'],
  [/./, 'other tables', 'it does not belong to WHMCS'],
];

/** Why a table stays, named and in words. */
export function whyItStays(table: string): { reason: string; why: string } {
  const [, reason = '', why = ''] = REASONS.find(([tables]) => tables.test(table)) ?? [];
  return { reason, why };
}
