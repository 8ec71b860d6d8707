/** Why the rows of tables stay that have no record here. The first pattern that fits counts. */
const REASONS: readonly [tables: RegExp, reason: string, why: string][] = [
  [/^(faq|content|page)/, 'knowledge base', 'Hatchdesk has no knowledge base'],
  [/^task/, 'tasks', 'Hatchdesk has no tasks'],
  [
    /^(thread_event|event|syslog|thread_referral|thread_entry_merge|draft|search|_search)/,
    'logs',
    'this is a log or an index of what the old desk did',
  ],
  [
    /^(queue|filter|sla|schedule|sequence|help_topic|translation|email_template|api_key|config|plugin|group|team)/,
    'settings',
    'settings are made here, because they mean other things',
  ],
  [/^(list|form)/, 'forms', 'custom fields are made of what tickets and clients use of them'],
  [/^(session|lock|email_account|user_account_reset)/, 'signing in', 'who signs in is asked anew'],
  [/^note$/, 'notes on people', 'what is written about users and organizations is not carried'],
  [/./, 'other parts', 'nothing here corresponds to it'],
];

/** @returns why a table stays, named and in words */
export const whyItStays =
  (prefix: string) =>
  (table: string): { reason: string; why: string } => {
    if (!table.startsWith(prefix)) return { reason: 'other tables', why: 'it does not belong to osTicket' };
    const [, reason = '', why = ''] = REASONS.find(([tables]) => tables.test(table.slice(prefix.length))) ?? [];
    return { reason, why };
  };
