import type { Kind } from '../records';
import type { LineKind } from '../source';

const KIND_NAMES: Record<Kind, string> = {
  department: 'Departments',
  status: 'Statuses',
  priority: 'Priorities',
  staff: 'Staff',
  clientGroup: 'Client groups',
  client: 'Clients',
  user: 'Users',
  clientUser: 'Users of clients',
  contact: 'Contacts',
  clientNote: 'Notes on clients',
  customField: 'Custom fields',
  customFieldValue: 'Values of custom fields',
  service: 'Services',
  domain: 'Domains',
  ticket: 'Tickets',
  message: 'Messages',
  note: 'Notes',
  tag: 'Tags',
  attachment: 'Attachments',
  predefinedCategory: 'Categories of predefined replies',
  predefinedReply: 'Predefined replies',
  announcement: 'Announcements',
  spamFilter: 'Spam filters',
  bannedIp: 'Banned addresses',
  credential: 'API credentials',
};

/** What lines may be about besides records. */
const OTHER_NAMES: Readonly<Record<string, string>> = { date: 'Dates', text: 'Texts' };

/** What people call a kind of record; a source's own word stays as it is. */
export const nameOfKind = (kind: string): string => KIND_NAMES[kind as Kind] ?? OTHER_NAMES[kind] ?? kind;

const STEPS: Readonly<Record<string, string>> = { sorting: 'kinds of records sorted', comparing: 'comparing tickets' };

/** What people call a step of a run: `client groups`, `taking back: API credentials`. */
export function nameOfStep(what: string): string {
  const [, before = '', kind = what] = /^(.*: )(\w+)$/.exec(what) ?? [];
  const name = STEPS[kind] ?? nameOfKind(kind);
  return before + (/^[A-Z]{2}/.test(name) ? name : name.replace(/^[A-Z]/, (letter) => letter.toLowerCase()));
}

/** The headings of a run's counts: there, here, added, changed, unchanged, linked. In a dry run, of a run that would follow. */
export const countTitles = (isDryRun: boolean): readonly string[] =>
  isDryRun
    ? ['Old desk', 'This desk then', 'To add', 'To change', 'Unchanged', 'Already here']
    : ['Old desk', 'This desk', 'Added', 'Changed', 'Unchanged', 'Already here'];

/** What a kind of line means: a heading and a sentence, in the order of the report. */
export const LINE_WORDS: Record<LineKind, { title: string; meaning: string }> = {
  stays: { title: 'Stays behind', meaning: 'The old desk has it, and this one will not.' },
  differs: { title: 'Differs', meaning: 'It is carried, and something of it is different here.' },
  'changed-here': {
    title: 'Changed here',
    meaning: 'It changed in the old desk and on this one since the last run. This desk keeps its own.',
  },
  gone: {
    title: 'Gone there',
    meaning: 'An earlier run carried it, and the old desk no longer has it. It stays here.',
  },
  note: { title: 'Worth knowing', meaning: 'Nothing is lost.' },
};

/** The reason of lines about attachments whose bytes are nowhere. */
export const FILE_MISSING = 'file missing';

export const LINE_ORDER = Object.keys(LINE_WORDS) as LineKind[];
