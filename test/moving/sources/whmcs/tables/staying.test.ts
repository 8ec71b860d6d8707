import { NEVER, read, table } from '../dump-text';

test('says what stays: tables with their rows, and columns that nobody knows', async () => {
  const { lines } = await read(
    table('tbltickets', 'id tid zodiac mood', [1, '1', 'Leo', ''], [2, '2', '0', '0.00'], [3, '3', NEVER, '']) +
      table('tblinvoices', 'id total', ...Array.from({ length: 1204 }, (_, id) => [id, '1.00'])) +
      table('tblactivitylog', 'id', [1]) +
      table('mod_addon', 'id', [1]) +
      table('wp_posts', 'id', [1]) +
      table('tblorders', 'id'),
  );
  expect(lines.filter(({ line, reason }) => line === 'stays' && reason !== 'table missing')).toEqual([
    {
      line: 'stays',
      kind: 'tbltickets',
      sourceId: '',
      title: 'zodiac',
      reason: 'unknown column',
      count: 1,
      text: '1 value stays in tbltickets.zodiac: Hatchdesk does not know this column of WHMCS. Please tell its makers.',
    },
    {
      line: 'stays',
      kind: 'tblinvoices',
      sourceId: '',
      reason: 'billing',
      count: 1204,
      text: '1,204 rows stay: Hatchdesk does not bill. The pass-through goes on asking the old desk.',
    },
    expect.objectContaining({
      kind: 'tblactivitylog',
      reason: 'logs',
      text: '1 row stays: this is a log of what the old desk did.',
    }),
    expect.objectContaining({ kind: 'mod_addon', reason: 'add-ons' }),
    expect.objectContaining({ kind: 'wp_posts', reason: 'other tables' }),
  ]);
});

test('says which tables are missing that every version has', async () => {
  const { lines } = await read(
    ['departments', 'notes'].map((name) => table(`tblticket${name}`, 'id')).join('') +
      ['tbladmins', 'tblclients', 'TBLCONTACTS', 'tblcustomfields', 'tbltickets']
        .map((name) => table(name, 'id'))
        .join(''),
  );
  expect(lines.filter(({ reason }) => reason === 'table missing')).toEqual([
    {
      ...{ line: 'stays', kind: 'tblticketreplies', sourceId: '', reason: 'table missing' },
      text:
        'There is no table tblticketreplies, which every WHMCS has. ' +
        'Make a dump of the whole database, by a user who may read all of it.',
    },
    expect.objectContaining({ kind: 'tblcustomfieldsvalues' }),
  ]);
});

test("reads dates in the zone of the old desk's settings, if they tell", async () => {
  const tables = table('tbltickets', 'id date updated_at!', [1, '2026-06-01 10:00:00', '2026-06-01 10:00:00']);
  const settings = table('tblconfiguration', 'id setting value', [1, 'TimeZone', 'Asia/Tokyo'], [2, 'SystemURL', 'x']);
  const local = await read(tables + settings);
  expect(local.records.ticket).toEqual([
    expect.objectContaining({
      createdAt: new Date('2026-06-01T01:00:00Z'),
      updatedAt: new Date('2026-06-01T01:00:00Z'),
    }),
  ]);
  const universal = await read(`SET TIME_ZONE='+00:00'; ${tables}`, { timeZone: 'Asia/Tokyo' });
  expect(universal.records.ticket).toEqual([
    expect.objectContaining({
      createdAt: new Date('2026-06-01T01:00:00Z'),
      updatedAt: new Date('2026-06-01T10:00:00Z'),
    }),
  ]);
});
