import { DESK, NEVER, read, table } from '../dump-text';

test('reads tickets with everything that belongs to them', async () => {
  const { records, lines } = await read(DESK, { timeZone: 'Europe/Berlin' });
  expect(records.ticket).toEqual([
    {
      ...{ sourceId: '815', number: '123-456', accessCode: 'AbCd1234', departmentId: '1', subject: 'Mail & DNS' },
      ...{ statusId: 'closed', priorityId: 'high', clientId: '3', userId: '5', contactId: '4', assigneeId: '1' },
      ...{ requesterName: null, requesterEmail: null, openedByStaffId: null, openedByStaffName: null },
      ...{
        followerIds: ['1', '3'],
        serviceId: '42',
        domainId: null,
        preventClientClosure: true,
        viewedByClient: false,
      },
      createdAt: new Date('2026-06-01T08:00:00Z'),
      updatedAt: new Date('2026-06-03T08:00:00Z'),
      lastReplyAt: new Date('2026-06-01T12:00:00Z'),
      closedAt: new Date('2026-06-03T08:00:00Z'),
      ...{ mergedIntoId: null, cc: ['a@example.com', 'b@example.com'], tags: ['dns', 'a & b'] },
      ...{ rating: null, ratingComment: null, ratedAt: null },
    },
    expect.objectContaining({
      ...{ sourceId: '816', subject: '', statusId: 'waiting', priorityId: 'urgent', clientId: null },
      ...{ requesterName: 'Gus', requesterEmail: 'gus@example.com', openedByStaffId: '1' },
      ...{ openedByStaffName: 'Ann & Co Admin', assigneeId: null, followerIds: [], serviceId: null, domainId: '7' },
      ...{
        viewedByClient: true,
        updatedAt: null,
        lastReplyAt: null,
        closedAt: null,
        mergedIntoId: '815',
        cc: [],
        tags: [],
      },
    }),
    expect.objectContaining({ sourceId: '817', serviceId: null, domainId: null }),
  ]);
  const message = (some: object) => expect.objectContaining(some);
  expect(records.message).toEqual([
    message({
      sourceId: '7',
      ticketId: '815',
      isFirst: false,
      staffId: '1',
      staffName: 'Ann & Co Admin',
      format: 'markdown',
      body: '**Hi** <b>\n',
      rating: null,
    }),
    message({ sourceId: '8', staffName: null, clientId: '3', contactId: '4', userId: '5', body: 'Käse', rating: 5 }),
    message({
      sourceId: '9',
      clientId: null,
      authorName: 'Gus Guest',
      authorEmail: 'gus@example.com',
      createdAt: null,
      body: '',
      rating: null,
    }),
    // There are two of this name.
    message({ sourceId: '10', staffId: null, staffName: 'Bob Twin' }),
    message({
      sourceId: 't815',
      ticketId: '815',
      isFirst: true,
      clientId: '3',
      body: 'I "need" help',
      createdAt: new Date('2026-06-01T08:00:00Z'),
    }),
    message({ sourceId: 't816', staffId: '1', staffName: 'Ann & Co Admin', authorName: 'Gus' }),
    message({ sourceId: 't817', body: '' }),
  ]);
  expect(records.note).toEqual([
    {
      sourceId: '5',
      ticketId: '815',
      staffId: '1',
      staffName: 'Ann & Co Admin',
      format: 'markdown',
      body: 'Psst',
      createdAt: new Date('2026-06-01T09:00:00Z'),
    },
  ]);
  expect(records.attachment).toEqual([
    {
      sourceId: 'message:8:0',
      ticketId: '815',
      messageId: '8',
      position: 0,
      filename: 'a.txt',
      place: '111111_a.txt',
      isRemoved: true,
    },
    {
      sourceId: 'message:8:1',
      ticketId: '815',
      messageId: '8',
      position: 1,
      filename: 'a.txt',
      place: '222222_a.txt',
      isRemoved: true,
    },
    {
      sourceId: 'message:t815:0',
      ticketId: '815',
      messageId: 't815',
      position: 0,
      filename: 'log file.txt',
      place: '123456_log file.txt',
      isRemoved: false,
    },
    {
      sourceId: 'note:5:0',
      ticketId: '815',
      noteId: '5',
      position: 0,
      filename: 'n.pdf',
      place: '333333_n.pdf',
      isRemoved: false,
    },
  ]);
  expect(records.priority).toEqual([
    { sourceId: 'high', name: 'High', sortOrder: 3 },
    { sourceId: 'urgent', name: 'Urgent', sortOrder: 4 },
  ]);
  expect(records.status?.map(({ sourceId, isClosed }) => [sourceId, isClosed])).toEqual([
    ['waiting', false],
    ['open', false],
    ['closed', true],
    ['spam', true],
  ]);
  expect(records.staff?.[0]).toMatchObject({
    firstName: 'Ann & Co',
    roleName: 'Support',
    departmentIds: ['1', '3'],
    passwordHash: `$2y$10$${'a'.repeat(53)}`,
  });
  expect(
    lines
      .filter(({ reason }) => reason !== 'table missing')
      .map(({ line, kind, sourceId, title, reason, count }) => [line, kind, sourceId, title, reason, count]),
  ).toEqual([
    ['differs', 'status', 'waiting', 'Waiting', 'unknown status', undefined],
    ['differs', 'ticket', '817', '1000', 'neither a service nor a domain', undefined],
    ['differs', 'staff', '', undefined, 'old password', 1],
    ['differs', 'message', '', undefined, 'unknown rating', 1],
    ['stays', 'tbladmins', '', 'authmodule', 'column', 1],
    ['stays', 'tbltickets', '', 'ipaddress', 'column', 1],
    ['stays', 'tbltickets', '', 'adminunread', 'column', 1],
    ['stays', 'tbladminroles', '', undefined, 'rest', 1],
    ['stays', 'tblticketlog', '', undefined, 'rest', 4],
    ['note', 'text', '', undefined, 'entities', 8],
    ['note', 'text', '', undefined, 'double-encoded', 1],
    ['note', 'date', '', undefined, 'time zone', undefined],
    ['stays', 'attachment', '', undefined, 'no folder of attachments', 4],
  ]);
});

test('reads a desk of an old version, whose tables lack columns and have zeros in front', async () => {
  const { records } = await read(
    table('tblticketreplies', 'id tid userid name email date message admin attachment', [
      '0000000007',
      '0000000815',
      '0000000000',
      '',
      '',
      '2006-06-01 12:00:00',
      'x',
      'Ann',
      '',
    ]) +
      table(
        'tbltickets',
        'id tid did userid name email c date title message status urgency admin attachment lastreply',
        [
          '0000000815',
          '123456',
          '001',
          '0000000003',
          '',
          '',
          'c',
          '2006-06-01 10:00:00',
          'Old',
          'y',
          'Answered',
          'Medium',
          '',
          '',
          '2006-06-01 12:00:00',
        ],
      ),
  );
  expect(records.ticket).toEqual([
    expect.objectContaining({
      sourceId: '815',
      departmentId: '1',
      clientId: '3',
      contactId: null,
      userId: null,
      mergedIntoId: null,
      viewedByClient: null,
      preventClientClosure: null,
    }),
  ]);
  expect(records.message).toEqual([
    expect.objectContaining({ sourceId: '7', ticketId: '815', format: 'plain', rating: null }),
    expect.objectContaining({ sourceId: 't815', format: 'plain' }),
  ]);
});

test('makes one rating of what customers said of a ticket, with every word and number', async () => {
  const feedback = table(
    'tblticketfeedback',
    'id ticketid adminid rating comments datetime ip',
    [1, 815, 1, 9, 'Great &amp; fast', '2026-06-04 10:00:00', '192.0.2.1'],
    [2, 815, 7, 8, '', '2026-06-04 10:00:00', '192.0.2.1'],
    [3, 815, 0, 0, 'Thank you', '2026-06-04 10:01:00', '192.0.2.1'],
    [4, 816, 1, 2, 'Never again', NEVER, ''],
    [5, 817, 0, 0, 'So so', '2026-06-06 10:00:00', ''],
    [6, 817, 3, 0, '', '2026-06-06 10:00:00', ''],
    [7, 999, 1, 5, 'Of a ticket that is gone', '2026-06-06 10:00:00', ''],
  );
  const { records, lines } = await read(DESK + feedback);
  const ratings = records.ticket?.map(({ rating, ratingComment, ratedAt }) => [rating, ratingComment, ratedAt]);
  expect(ratings).toEqual([
    [
      'good',
      'Ann & Co Admin: 9 of 10\nGreat & fast\n\nDeleted member of staff 7: 8 of 10\n\nThank you',
      new Date('2026-06-04T10:01:00Z'),
    ],
    ['bad', 'Ann & Co Admin: 2 of 10\nNever again', null],
    ['okay', 'So so', new Date('2026-06-06T10:00:00Z')],
  ]);
  expect(lines.filter(({ reason }) => reason === 'feedback')).toEqual([
    expect.objectContaining({ line: 'differs', kind: 'ticket', count: 3 }),
  ]);
});
