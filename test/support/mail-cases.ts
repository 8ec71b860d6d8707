import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'fixtures', 'mail');

/** What should come of a mail. `reading` in cases.json says what each field means. */
export type Expected = Record<string, unknown> & {
  outcome: string;
  subject?: string | null;
  text?: string;
  lines?: boolean;
  text_has?: string[];
  text_lacks?: string[];
  full_has?: string[];
  author?: { kind: string; name: string; address: string };
  attachments?: { name?: string; name_pattern?: string; type: string; size?: number; inline?: boolean }[];
  flags?: string[];
};

export interface MailStep {
  file: string;
  mailbox?: string;
  expect: Expected;
}

export interface MailCase {
  id: string;
  kind: string;
  title: string;
  level: 'must' | 'best';
  rule: string;
  via?: string;
  mailbox?: string;
  given?: string[];
  file?: string;
  generate?: { replace?: string; with?: string; times?: number; start?: number; repeat?: number; placeholder?: string };
  expect?: Expected;
  steps?: MailStep[];
  settings?: Record<string, unknown>;
  envelope?: { from: string; to: string[] };
}

interface Cases {
  desk: Record<string, unknown> & { placeholders: Record<string, string> };
  cases: MailCase[];
}

/** The reported mails of many desks, and what should come of them. */
export const mailCases = JSON.parse(readFileSync(join(FOLDER, 'cases.json'), 'utf8')) as Cases;

/** Puts values in for placeholders such as `{{A.mid}}`. What is unknown stays. */
export const filled = (text: string, values: Record<string, string> = mailCases.desk.placeholders): string =>
  text.replace(/\{\{([^{}]+)\}\}/g, (all, name: string) => values[name] ?? all);

/**
 * The bytes of a case's mail, its large parts made.
 *
 * @param values for the placeholders. Those in base64 are filled in too.
 */
export function bytesOfMail(file: string, generate?: MailCase['generate'], values?: Record<string, string>): Buffer {
  const raw = readFileSync(join(FOLDER, 'eml', file)).toString('latin1');
  const inWords = raw.replace(/=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?=/g, (all, encoded: string) => {
    const words = Buffer.from(encoded, 'base64').toString('utf8');
    return words.includes('{{') ? `=?utf-8?B?${Buffer.from(filled(words, values)).toString('base64')}?=` : all;
  });
  const text = filled(inWords, values);
  const { replace, with: piece = '', times = 0, start = 1 } = generate ?? {};
  if (replace === undefined) return Buffer.from(text, 'latin1');
  const [before = '', after = ''] = text.split(replace);
  const made = Array.from({ length: times }, (_, index) => piece.replaceAll('{{i}}', String(start + index)));
  return Buffer.concat([before, ...made, after].map((part) => Buffer.from(part, 'latin1')));
}
