import { changeLink } from '../../../src/pages/console/reply/pages';
import { timeOfPreset, wallTime } from '../../../src/pages/console/reply/presets';
import { seenOf } from '../../../src/pages/console/reply/state';
import { consoleTexts } from '../../../src/pages/console/texts';
import { parseDate } from '../../../src/wire/dates';

describe('presets', () => {
  test.each([
    // A Saturday evening, a Sunday, and a Monday before eight, which is still followed by the next Monday.
    ['2027-03-27T19:30:00Z', '2027-03-28T06:00:00.000Z', '2027-03-29T06:00:00.000Z'],
    ['2027-03-28T10:00:00Z', '2027-03-29T06:00:00.000Z', '2027-03-29T06:00:00.000Z'],
    ['2027-03-29T05:00:00Z', '2027-03-30T06:00:00.000Z', '2027-04-05T06:00:00.000Z'],
    // In Berlin, it is Sunday already. The clocks go back in this night, and there are 25 hours in the day.
    ['2027-10-30T22:30:00Z', '2027-11-01T07:00:00.000Z', '2027-11-01T07:00:00.000Z'],
  ])('at %s, tomorrow and Monday are at eight in the zone of the desk', (now, tomorrow, monday) => {
    const zone = 'Europe/Berlin';
    const timeOf = (preset: 'tomorrow' | 'monday') => parseDate(timeOfPreset(preset, new Date(now), zone), zone);
    expect([timeOf('tomorrow')?.toISOString(), timeOf('monday')?.toISOString()]).toEqual([tomorrow, monday]);
  });

  test('two hours are two hours, whatever the clocks do', () => {
    expect(timeOfPreset('hours', new Date('2027-10-31T00:30:00Z'), 'Europe/Berlin')).toBe('2027-10-31T02:30:00.000Z');
  });

  test('a moment as clocks show it', () => {
    expect(wallTime(new Date('2027-01-01T00:05:00Z'), 'America/New_York')).toBe('2026-12-31T19:05');
    expect(wallTime(new Date('2027-01-01T00:05:00Z'), 'Asia/Kathmandu')).toBe('2027-01-01T05:50');
  });
});

test('who looks at a ticket has seen its newest reply and note, and its first message is no reply', () => {
  const entry = [
    { kind: 'message', id: 9, first: true },
    { kind: 'message', id: 12, first: false },
    { kind: 'note', id: 40, first: false },
    { kind: 'message', id: 10, first: false },
  ];
  const ticket = { ticketid: 1, tid: '1', status: 'Open', cc: { email: [] } };
  expect(seenOf({ ...ticket, entries: { entry } })).toEqual({ seenreplyid: 12, seennoteid: 40, seenstatus: 'Open' });
  const opened = { ...ticket, entries: { entry: entry.slice(0, 1) } };
  expect(seenOf(opened)).toMatchObject({ seenreplyid: 0, seennoteid: 0 });
});

test('only who may change something is led there', () => {
  const linkFor = (actions: string[], kind: string, first = false) =>
    changeLink(
      { texts: consoleTexts('en'), may: (action) => actions.includes(action) },
      { kind, id: 7, first },
      (part) => part,
    ).text;
  expect(linkFor(['UpdateTicketReply'], 'message')).toContain('href="/replies/7"');
  expect(linkFor(['DeleteTicketNote'], 'note')).toContain('href="/notes/7/delete"');
  const none = [linkFor(['UpdateTicketReply'], 'note'), linkFor(['UpdateTicketReply'], 'message', true)];
  expect([...none, linkFor(['DeleteTicketNote'], 'message'), linkFor([], 'note')]).toEqual(['', '', '', '']);
});
