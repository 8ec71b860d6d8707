import { about, listOf, useMovingIn } from '../support/moving-in';

const { world, move } = useMovingIn();

const at = (text: string) => new Date(`${text}Z`);

test('announcements keep their translations, whichever comes first', async () => {
  const announcedAt = at('2024-04-04T04:00:00');
  const lines = await move('announcements', {
    announcement: [
      {
        sourceId: '92',
        title: 'Wartung',
        body: '<p>Sonntag</p>',
        language: 'german',
        parentId: '91',
        published: true,
        announcedAt,
      },
      { sourceId: '91', title: 'Maintenance', body: '<p>Sunday</p>', published: true, announcedAt, parentId: '0' },
      { sourceId: '93', title: 'Draft', body: 'soon', published: false, parentId: '94', createdAt: announcedAt },
    ],
  });
  const shown = await listOf(world, 'GetAnnouncements', {}, 'announcements.announcement');
  expect(shown).toMatchObject([
    { id: 93, title: 'Draft', published: 0, parentid: 0 },
    {
      id: 92,
      title: 'Wartung',
      announcement: '<p>Sonntag</p>',
      parentid: 91,
      language: 'german',
      date: '2024-04-04 04:00:00',
    },
    { id: 91, title: 'Maintenance', published: 1, parentid: 0, language: '', created_at: '2024-04-04 04:00:00' },
  ]);
  expect(about(lines, 'announcement')).toEqual({ 'differs: no date': ['93'], 'differs: translates nothing': ['93'] });
});

test('bans keep strangers out, and nobody else', async () => {
  await world.done('AddBannedIp', { ip: '198.51.100.0/24', reason: 'of this desk', days: 0 });
  const lines = await move('bans', {
    bannedIp: [
      { sourceId: '1', network: '203.0.113.7', reason: 'Too many logins', expiresAt: at('2099-01-01T00:00:00') },
      { sourceId: '2', network: '203.0.113.9/24 ', reason: 'Spam' },
      { sourceId: '3', network: '2001:db8::1' },
      { sourceId: '4', network: '192.0.*.*' },
      { sourceId: '5', network: '127.0.0.1' },
      { sourceId: '6', network: '::/0' },
      { sourceId: '7', network: '10.1.2.3' },
      { sourceId: '8', network: 'localhost' },
      { sourceId: '9', network: '203.0.113.7/32', reason: 'again' },
      { sourceId: '10', network: '198.51.100.0/24' },
      { sourceId: '11', network: '0.0.0.0/0' },
      { sourceId: '12', network: '::ffff:203.0.113.8' },
    ],
  });
  const bans = await listOf(world, 'GetBannedIps', { limitnum: 100 }, 'bans.ban');
  expect(bans.map(({ ip, reason, expires }) => [ip, reason, expires])).toEqual(
    expect.arrayContaining([
      ['203.0.113.7', 'Too many logins', '2099-01-01 00:00:00'],
      ['203.0.113.0/24', 'Spam', ''],
    ]),
  );
  expect(bans.map(({ ip }) => ip).sort()).toEqual([
    ...['10.1.2.3', '192.0.0.0/16', '198.51.100.0/24', '2001:db8::1', '203.0.113.0/24', '203.0.113.7', '203.0.113.8'],
  ]);
  expect(about(lines, 'bannedIp')).toMatchObject({
    'stays: not a network': ['8'],
    'stays: bans the server': ['11', '5', '6'],
    'note: bans neighbours': ['7'],
    'note: banned twice': ['9'],
    'note: here already': ['10'],
  });
});

test('spam filters are here once', async () => {
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'cheap pills' });
  const lines = await move('spam', {
    spamFilter: [
      { sourceId: '1', filterKind: 'sender', pattern: ' Spam@bad.example' },
      { sourceId: '2', filterKind: 'sender', pattern: 'spam@BAD.example ' },
      { sourceId: '3', filterKind: 'phrase', pattern: 'Cheap Pills' },
      { sourceId: '4', filterKind: 'subject', pattern: 'Re: your invoice' },
      { sourceId: '5', filterKind: 'header', pattern: 'X-Spam' },
      { sourceId: '6', filterKind: 'sender', pattern: 'spammer' },
    ],
  });
  const filters = await listOf(world, 'GetSpamFilters', {}, 'spamfilters.spamfilter');
  expect(filters.map(({ type, pattern }) => `${String(type)} ${String(pattern)}`).sort()).toEqual([
    ...['phrase cheap pills', 'sender Spam@bad.example', 'sender spammer', 'subject Re: your invoice'],
  ]);
  expect(about(lines, 'spamFilter')).toEqual({
    'differs: matches nobody': ['6'],
    'note: filter twice': ['2'],
    'note: here already': ['3'],
    'stays: no filter of this desk': ['5'],
  });
});
