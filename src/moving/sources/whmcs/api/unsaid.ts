import type { LineKind, ReportLine } from '../../../source';

/** What the API does not tell. Each of these is one line of every report. */
const UNSAID: readonly [line: LineKind, kind: string, what: string][] = [
  ['stays', 'user', 'passwords: people set a new one with "Forgot password?"'],
  ['stays', 'staff', "the staff's passwords and the names of their roles"],
  ['stays', 'department', 'the addresses, descriptions and rules of departments'],
  ['stays', 'status', 'which statuses close tickets by themselves'],
  ['stays', 'customField', 'custom fields of tickets, and their values'],
  ['stays', 'ticket', 'tags, watchers, who has seen a ticket, and whether customers may close it'],
  ['stays', 'ticket', 'the number, code and notes of a ticket that was merged into another'],
  ['stays', 'message', 'the Message-IDs of mails: replies to old mails are recognised by the number in the subject'],
  ['differs', 'message', 'which messages are Markdown: all are plain text here'],
  ['stays', 'clientNote', 'notes about clients'],
  ['stays', 'spamFilter', 'spam filters'],
  ['stays', 'bannedIp', 'banned addresses'],
  ['stays', 'credential', 'API credentials'],
];

export const UNSAID_LINES: readonly ReportLine[] = UNSAID.map(([line, kind, what]) => ({
  line,
  kind,
  sourceId: '',
  reason: 'not in the API',
  text: `The API does not tell ${what}. A dump or the database has it: use --dump or --mysql.`,
}));
