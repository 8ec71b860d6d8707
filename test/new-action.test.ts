import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout } from './support/checkout';
import { makeAction } from './support/new-action/make';

let folder: string;

beforeAll(() => {
  folder = copyCheckout();
});

const files = (): string[] =>
  ['actions', 'schemas', 'src', 'test'].flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' }),
  );

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

test('a new action gets three formatted files, and the next steps are printed', () => {
  expect(makeAction(folder, 'GetTicketMood')).toBe(
    `Wrote schemas/GetTicketMood.json, actions/GetTicketMood.ts, test/actions/GetTicketMood.test.ts.

Next:
  npm run generate
  npx jest test/actions/GetTicketMood.test.ts

It works as it is. Make it yours: schema, action, test ("Adding an action" in CONTRIBUTING.md).`,
  );
  expect(JSON.parse(read('schemas/GetTicketMood.json'))).toMatchObject({
    title: 'GetTicketMood',
    description: 'Get ticket mood',
    'x-topic': 'Tickets',
    'x-access': 'read',
  });
});

test.each([
  [
    'helpdeskeddy/DeleteMacro',
    'src/doors/helpdeskeddy.ts',
    "route('DELETE', '/tickets/:id/delete-macro', 'DeleteMacro'),",
  ],
  [
    'socialboards/CreateMacro',
    'src/doors/socialboards.ts',
    "{ method: 'POST', path: '/tickets/:ticketId/create-macro', action: 'CreateMacro' },",
  ],
])('%s gets an address at its door', (name, door, route) => {
  expect(makeAction(folder, name)).toContain(`Its address is the last line of the table in ${door}.`);
  expect(read(door)).toContain(`\n  ${route}\n];`);
});

test('names that are too long for one line make files that pass the linter', () => {
  const long = 'UpdateTheMoodOfAllTicketsOfOneClientAndOfAllTheirContactsAtTheSameTime';
  for (const name of [long, `helpdeskeddy/${long}`, `socialboards/${long}`]) makeAction(folder, name);
  const biome = join(folder, 'node_modules', '.bin', 'biome');
  execFileSync(biome, ['ci', 'actions', 'schemas', 'test/actions', 'src/doors'], { cwd: folder, stdio: 'pipe' });
});

test('an action of WHMCS that Hatchdesk did not support must leave the list of unsupported ones', () => {
  expect(makeAction(folder, 'GetInvoices')).toContain('\nTake GetInvoices out of src/calls/unsupported.ts.\n');
});

test.each([
  ['OpenTicket', 'OpenTicket exists already: actions/OpenTicket.ts'],
  ['Openticket', 'Openticket exists already: actions/OpenTicket.ts'],
  ['socialboards/GetTicket', 'socialboards/GetTicket exists already: actions/socialboards/GetTicket.ts'],
  ['deleteNote', '"deleteNote" is not a name for an action: it must be one word like DeleteTicketNote'],
  ['Delete Note', '"Delete Note" is not a name'],
  ['DeleteNote.ts', '"DeleteNote.ts" is not a name'],
  ['', '"" is not a name'],
  ['socialboards/', '"socialboards/" is not a name'],
  ['../DeleteNote', 'There is no API "..": only helpdeskeddy or socialboards may stand before the slash'],
  ['pages/GetNote', 'There is no API "pages": only helpdeskeddy or socialboards may stand before the slash'],
  ['toString/GetNote', 'There is no API "toString": '],
  ['/GetNote', 'There is no API "": '],
])('%p is refused, and nothing is written', (name, message) => {
  const before = files();
  expect(() => makeAction(folder, name)).toThrow(message);
  expect(files()).toEqual(before);
});
