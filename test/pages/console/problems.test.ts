import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageCode } from '../../../src/config/languages';
import { inReadersWords } from '../../../src/pages/console/refusals';
import { consoleTexts } from '../../../src/pages/console/texts';
import { languageFor } from '../../../src/pages/texts';

const SCHEMAS = join(__dirname, '../../../schemas');

/** What only programs can be told: the console's forms send files and fields as such, and its caller is an administrator. */
const FOR_PROGRAMS = [
  /^customfields|^attachments must be|^Attachment (xxx has no file name|"xxx" has no data|"xxx": data is not)/,
  /^Only an administrator (can do this|has|can read|can schedule|can be)|are only for staff$/,
  // OpenTicket is on no page of the console.
  /^The system cannot find the provided user ID\.$|^Only one of serviceid or domainid/,
  // What links and scripts of the console send.
  /^(Related ID|Attachment Index) Required$|^The ticket ids must be numbers|^The state must be viewing|^By must be day/,
  // Actions are ticked.
  /^The value of the action "xxx" must be true or false$/,
];

/** Every refusal of the actions that the console may call. */
const refusals = readdirSync(SCHEMAS)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const schema = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as { 'x-refusals'?: string[] };
    return schema['x-refusals'] ?? [];
  })
  .filter((refusal) => !FOR_PROGRAMS.some((pattern) => pattern.test(refusal)));

const visitIn = (code: LanguageCode) => ({ language: languageFor([], code), texts: consoleTexts(code) });

const languages: LanguageCode[] = ['de', 'ar'];

test.each(languages)('every refusal that a person can meet at the console has words in %s', (code) => {
  expect(refusals.length).toBeGreaterThan(300);
  expect(refusals.filter((refusal) => inReadersWords(visitIn(code), refusal) === refusal)).toEqual([]);
});

test.each(languages)('the words in %s have the blanks of the English ones', (code) => {
  const { problems } = consoleTexts(code);
  const blanks = (text: string) => text.split('xxx').length;
  expect(Object.entries(problems).filter(([english, words]) => blanks(english) !== blanks(words))).toEqual([]);
  expect(Object.keys(problems)).toEqual(Object.keys(consoleTexts('de').problems));
});

test.each([
  ['Custom field "Size" must be a number', 'Im Feld „Size“ muss eine Zahl stehen'],
  [
    'Invalid value for AttachmentDays: must be a whole number from 0 to 9',
    'AttachmentDays muss eine ganze Zahl von 0 bis 9 sein',
  ],
  [
    'Template error in message, line 3: {/if} has no {if}',
    'Fehler in der Vorlage, im Feld message, Zeile 3: Zu {/if} fehlt {if}',
  ],
  ['Ticket Not Found', 'Dieses Ticket gibt es nicht'],
  ['The two passwords are not the same', 'Die beiden Passwörter sind nicht gleich'],
  ['A hook says no', 'A hook says no'],
])('%s', (refusal, german) => {
  expect(inReadersWords(visitIn('de'), refusal)).toBe(german);
});
