import type { StaffVisit } from '../../../src/pages/console/layout';
import { presenceNotice, presenceOf } from '../../../src/pages/console/presence';
import { initialsOf, sentenceOf } from '../../../src/pages/console/presence-words';
import { consoleTexts } from '../../../src/pages/console/texts';
import { HOSTILE } from '../../support/pages';

// What the parts need of a visit.
const visit = { staff: { id: 1, name: 'Jo', username: 'jo' }, texts: consoleTexts('en') } as StaffVisit;

const at = (adminid: number, name: string, state = 'viewing', ticketid = 5) => ({ ticketid, adminid, name, state });

test('shows the others at a ticket, and what they do', () => {
  const people = [at(1, 'Jo'), at(2, 'Ann Lee'), at(3, 'Sam', 'typing'), at(4, 'Elsewhere', 'viewing', 6)];
  const cell = presenceOf(visit, people, 5).text;
  expect(cell).toMatch(/^<span class="people" data-presence="5">.*>AL<.*>S<.*<\/span>$/s);
  expect(cell).toContain('data-state="typing" aria-label="Writing: \u2068Sam\u2069"');
  expect(cell).not.toMatch(/Jo|Elsewhere/);
  expect(presenceNotice(visit, people, 5).text).toContain(
    '>Writing: \u2068Sam\u2069. Here now: \u2068Ann Lee\u2069</p>',
  );
  expect(presenceNotice(visit, [], 5).text).toMatch(/><\/p>$/);
});

test('escapes names', () => {
  const text = presenceOf(visit, [at(2, HOSTILE)], 5).text + presenceNotice(visit, [at(2, HOSTILE)], 5).text;
  expect(text.match(/<(?!\/?(span|p)\b)/g)).toBeNull();
});

test.each([
  ['Ann Lee', 'AL'],
  ['ann  mary lee ', 'al'],
  ['Sam', 'S'],
  ['😀 Smile', '😀S'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('says nothing of nobody', () => {
  expect(sentenceOf(consoleTexts('de').live, [])).toBe('');
});
