import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.timeZone = 'America/New_York';
});

let clientId: number;
const ids: number[] = [];

beforeAll(async () => {
  clientId = (await world.client()).clientId;
  const other = (await world.client()).clientId;
  for (const [client, subject, at, status] of [
    [clientId, 'Welcome 100%', '2027-01-31T04:30:00Z', 'sent'],
    [clientId, 'welcome_back', '2027-01-31T05:30:00Z', 'failed'],
    [clientId, 'News', '2027-02-01T12:00:00Z', 'waiting'],
    [other, 'Welcome', '2027-01-31T05:30:00Z', 'sent'],
  ]) {
    const [row] = await world.desk.database.transaction('write', (db) =>
      db.query<{ id: number }>(
        `insert into emails (client_id, recipients, cc, bcc, subject, body, status, failure_reason, created_at, updated_at)
         values ($1, $2, '{c@example.com,d@example.com}', '{e@example.com}', $3, '<p>Hi</p>', $4, 'why', $5, $5)
         returning id`,
        [
          client,
          JSON.stringify([{ name: 'A', address: 'a@example.com' }, { address: 'b@example.com' }]),
          subject,
          status,
          at,
        ],
      ),
    );
    ids.push(row!.id);
  }
});

test('shows whole messages under the published keys', async () => {
  const answer = await world.done('GetEmails', { clientid: clientId, limitstart: 1, limitnum: 1 });
  expectAnswer('GetEmails', answer);
  expect(answer).toMatchObject({ totalresults: 3, startnumber: 1, numreturned: 1 });
  expect(answer.emails).toEqual({
    email: [
      {
        ...{ id: ids[1], userid: clientId, subject: 'welcome_back', message: '<p>Hi</p>', date: '2027-01-31 00:30:00' },
        ...{ to: 'a@example.com, b@example.com', cc: 'c@example.com, d@example.com', bcc: 'e@example.com' },
        ...{ attachments: '', pending: 0, message_data: '', failed: 1, failure_reason: 'why', retry_count: 0 },
        ...{ state: 'failed', answer: '' },
        ...{ created_at: '2027-01-31 00:30:00', updated_at: '2027-01-31 00:30:00', campaign_id: 0 },
      },
    ],
  });
});

test.each<[string, Record<string, unknown>, number[]]>([
  ['all, newest first', {}, [2, 1, 0]],
  ['a day of the desk, whose clock is behind', { date: '2027-01-30' }, [0]],
  ['the next day', { date: '2027-01-31' }, [1]],
  ['a moment', { date: '2027-01-31 00:30:00' }, [1]],
  ['a moment as ISO 8601 writes it', { date: '2027-01-31T00:30' }, [1]],
  ['a moment with a zone', { date: '2027-01-31T05:30:00Z' }, [1]],
  ['a moment whose plus sign became a space', { date: '2027-01-31T06:30:00 01:00' }, [1]],
  ['seconds since 1970', { date: String(Date.parse('2027-01-31T05:30:00Z') / 1000) }, [1]],
  ['a moment as mail headers write it', { date: 'Sun, 31 Jan 2027 05:30:00 +0000' }, [1]],
  ['a day without mail', { date: '2026-01-31' }, []],
  ['part of a subject in any letter case', { subject: 'WELCOME' }, [1, 0]],
  ['part of a subject with other accents', { subject: 'wélcome' }, [1, 0]],
  ['signs that patterns know', { subject: '%' }, [0]],
  ['more of them', { subject: '_' }, [1]],
  ['both', { subject: 'welcome', date: '2027-01-30' }, [0]],
])('finds %s', async (_what, params, expected) => {
  const { emails } = (await world.done('GetEmails', { clientid: clientId, ...params })) as unknown as {
    emails: { email: { id: number; pending: number }[] };
  };
  expect(emails.email.map(({ id }) => ids.indexOf(id))).toEqual(expected);
  expect(emails.email.filter(({ pending }) => pending === 1).map(({ id }) => id)).toEqual(
    expected.includes(2) ? [ids[2]] : [],
  );
});

testRefusals(world, 'GetEmails', [
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999 } },
  { message: 'Invalid Date Format', params: () => ({ clientid: clientId, date: 'yesterday' }) },
]);
