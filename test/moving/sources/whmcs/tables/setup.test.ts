import { NEVER, NO_TICKETS, read, table } from '../dump-text';

test('reads custom fields, services and domains', async () => {
  const { records, lines } = await read(
    NO_TICKETS +
      table(
        'tblcustomfields',
        'id type relid fieldname fieldtype description fieldoptions regexpr adminonly required showorder sortorder',
        [1, 'support', 2, 'os|Operating system', 'dropdown', 'Which', 'Linux, Windows,', '', '', 'on', '', 3],
        [2, 'client', 0, 'VAT', 'text', '', '', '/^\\d+$/i', 'on', '', '', 0],
        [3, 'product', 9, 'Host name', 'text', '', '', '', '', '', '', 0],
        [4, 'support', 0, 'PIN', 'password', '', '', '', '', '', '', 0],
      ) +
      table(
        'tblcustomfieldsvalues',
        'id fieldid relid value',
        [1, 1, 815, 'Linux'],
        [2, 2, 3, 'IT &amp; 1'],
        [3, 3, 42, 'host'],
        [4, 1, 816, ''],
        [5, 77, 1, 'gone'],
      ) +
      table('tblproducts', 'id gid name description', [9, 4, 'Hosting &amp; mail', 'x']) +
      table('tblproductgroups', 'id name', [4, 'Web']) +
      table('tblservers', 'id name', [6, 'srv6']) +
      table(
        'tblhosting',
        'id userid packageid server domain domainstatus billingcycle firstpaymentamount amount regdate nextduedate password',
        [42, 3, 9, 6, 'example.com', 'Active', 'Monthly', '5.00', '4.50', '2026-01-31', '0000-00-00', 'secret'],
        [43, 3, 0, 0, '', 'Pending', '', '', '', '', '', ''],
      ) +
      table(
        'tbldomains',
        'id userid type registrationdate domain registrar registrationperiod expirydate status donotrenew dnsmanagement',
        [7, 3, 'Register', '2026-01-01', 'example.org', 'enom', 2, '2028-01-01', 'Active', 1, 0],
      ),
  );
  expect(records.customField).toEqual([
    expect.objectContaining({
      sourceId: '1',
      owner: 'ticket',
      name: 'Operating system',
      type: 'select',
      departmentId: '2',
      options: ['Linux', 'Windows'],
      required: true,
      staffOnly: false,
      pattern: null,
      sortOrder: 3,
    }),
    expect.objectContaining({
      sourceId: '2',
      owner: 'client',
      type: 'regex',
      pattern: '^\\d+$',
      departmentId: null,
      staffOnly: true,
    }),
    expect.objectContaining({ sourceId: '4', type: 'text' }),
  ]);
  expect(records.customFieldValue).toEqual([
    { sourceId: '1:815', fieldId: '1', ownerId: '815', value: 'Linux' },
    { sourceId: '2:3', fieldId: '2', ownerId: '3', value: 'IT & 1' },
  ]);
  expect(records.service).toEqual([
    expect.objectContaining({
      sourceId: '42',
      clientId: '3',
      name: 'Hosting & mail',
      productId: 9,
      groupName: 'Web',
      serverName: 'srv6',
      firstPayment: '5.00',
      recurring: '4.50',
      registeredOn: '2026-01-31',
      nextDueOn: null,
    }),
    expect.objectContaining({
      sourceId: '43',
      name: null,
      productId: null,
      groupName: null,
      serverName: null,
      recurring: null,
    }),
  ]);
  expect(records.domain).toEqual([
    expect.objectContaining({
      sourceId: '7',
      name: 'example.org',
      kind: 'Register',
      years: 2,
      expiresOn: '2028-01-01',
      doNotRenew: true,
      dnsManagement: false,
    }),
  ]);
  const counts = lines.map(({ kind, reason, count }) => [kind, reason, count]);
  expect(counts).toContainEqual(['customField', 'field of a product', 1]);
  expect(counts).toContainEqual(['customFieldValue', 'value of a product', 2]);
  expect(counts).toContainEqual(['tblhosting', 'column', 1]);
});

test('reads what a desk is set up with', async () => {
  const { records, lines } = await read(
    NO_TICKETS +
      table(
        'tblticketdepartments',
        'id name description email clientsonly piperepliesonly noautoresponder hidden order host prevent_client_closure',
        [1, 'Sales &amp; more', '', 's@example.com', 'on', '', 'on', '', 2, 'pop.example.com', 1],
      ) +
      table('tblticketpredefinedcats', 'id parentid name', [1, 0, 'Top'], [2, 1, 'Sub']) +
      table('tblticketpredefinedreplies', 'id catid name reply', [1, 2, 'Hi', 'Dear &quot;you&quot;\r\nbye']) +
      table('tblannouncements', 'id date title announcement published parentid language', [
        1,
        '2026-01-01 00:00:00',
        'New &amp; old',
        '<p>A &amp; B</p>',
        1,
        0,
        '',
      ]) +
      table('tblticketspamfilters', 'id type content', [1, 'Sender', 'spam@example.com']) +
      table(
        'tblbannedips',
        'id ip reason expires',
        [1, '192.0.2.1', 'x', '2036-01-01 00:00:00'],
        [2, '10.1.*.*', '', NEVER],
        [3, '2001:db8::/32', '', NEVER],
        [4, '10.*', '', NEVER],
        [5, '300.1.*.*', '', NEVER],
        [6, '10.0.0.0/33', '', NEVER],
      ) +
      table(
        'tbldeviceauth',
        'id identifier secret description user_id is_admin role_ids deleted_at created_at',
        [1, 'Ident1', 'hash', 'Robot', 2, 1, '[1]', null, '2026-01-01 00:00:00'],
        [2, 'Gone', '', '', 2, 1, '', '2026-01-01 00:00:00', NEVER],
        [3, 'Phone', '', '', 8, 0, '', null, NEVER],
      ),
  );
  expect(records.department).toEqual([
    {
      sourceId: '1',
      name: 'Sales & more',
      description: '',
      email: 's@example.com',
      clientsOnly: true,
      repliesOnly: false,
      hidden: false,
      preventClientClosure: true,
      sortOrder: 2,
    },
  ]);
  expect(records.predefinedCategory?.map(({ parentId }) => parentId)).toEqual([null, '1']);
  expect(records.predefinedReply).toEqual([{ sourceId: '1', name: 'Hi', body: 'Dear "you"\nbye', categoryId: '2' }]);
  expect(records.announcement).toEqual([
    expect.objectContaining({ title: 'New & old', body: '<p>A &amp; B</p>', published: true, parentId: null }),
  ]);
  expect(records.spamFilter).toEqual([{ sourceId: '1', filterKind: 'sender', pattern: 'spam@example.com' }]);
  expect(records.bannedIp?.map(({ network, expiresAt }) => [network, expiresAt])).toEqual([
    ['192.0.2.1', new Date('2036-01-01T00:00:00Z')],
    ['10.1.0.0/16', null],
    ['2001:db8::/32', null],
  ]);
  expect(records.credential).toEqual([
    {
      sourceId: '1',
      identifier: 'Ident1',
      description: 'Robot',
      staffId: '2',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  ]);
  const told = lines.map(({ line, kind, sourceId, title, reason, count }) => [
    line,
    kind,
    sourceId,
    title,
    reason,
    count,
  ]);
  for (const title of ['10.*', '300.1.*.*', '10.0.0.0/33']) {
    expect(told).toContainEqual(['stays', 'bannedIp', expect.any(String), title, 'unreadable address', undefined]);
  }
  expect(told).toContainEqual(['stays', 'tblticketdepartments', '', 'host', 'column', 1]);
  expect(told).toContainEqual(['stays', 'tbldeviceauth', '', undefined, 'no credential of the staff', 1]);
});
