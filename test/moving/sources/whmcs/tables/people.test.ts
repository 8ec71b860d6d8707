import { NEVER, NO_TICKETS, read, table } from '../dump-text';

test('reads people', async () => {
  const { records, lines } = await read(
    NO_TICKETS +
      table(
        'tblclients',
        'id firstname lastname companyname email address1 tax_id status groupid currency datecreated created_at! taxexempt separateinvoices email_preferences marketing_emails_opt_in allow_sso credit cardnum password',
        [
          3,
          'Zo&euml;',
          'O&#039;Neil',
          'A &amp; B',
          ' zoe@example.com ',
          'Rue 1',
          'IT1',
          'Active',
          2,
          1,
          '2026-06-01',
          '2026-06-01 09:30:00',
          1,
          0,
          '{"general":"1","support":"0","sms":"1"}',
          1,
          0,
          '5.00',
          '',
          '',
        ],
        [
          4,
          'Old',
          '',
          '',
          '',
          '',
          '',
          'Closed',
          0,
          0,
          '2010-01-01',
          '2026-06-01 09:30:00',
          0,
          0,
          null,
          0,
          1,
          '0.00',
          '',
          '',
        ],
      ) +
      table(
        'tblusers',
        'id first_name last_name email password language email_verified_at last_ip last_login created_at second_factor',
        [
          5,
          'Zoë',
          'O',
          'zoe@example.com',
          `$2y$10$${'b'.repeat(53)}`,
          'italian',
          null,
          '192.0.2.1',
          '2026-06-02 00:00:00',
          null,
          'totp',
        ],
      ) +
      table(
        'tblusers_clients',
        'id auth_user_id client_id owner permissions',
        [1, 5, 3, 1, ''],
        [2, 5, 4, 0, '["tickets","invoices"]'],
        [3, 6, 4, 0, 'profile,domains'],
      ) +
      table(
        'tblcontacts',
        'id userid firstname email subaccount password generalemails supportemails permissions',
        [4, 3, 'Con', 'con@example.com', 1, `${'0'.repeat(32)}:salt`, 1, 0, 'tickets'],
        [5, 3, 'Tact', 't@example.com', 0, 'whatever', 1, 1, ''],
      ) +
      table('tblclientgroups', 'id groupname groupcolour discountpercent susptermexempt separateinvoices', [
        2,
        'Gold',
        '#ff0',
        '12.50',
        'on',
        '',
      ]) +
      table('tblnotes', 'id userid adminid created modified note sticky', [
        1,
        3,
        2,
        '2026-06-01 10:00:00',
        NEVER,
        'Pays &lt;late&gt;',
        1,
      ]),
  );
  expect(records.client).toEqual([
    expect.objectContaining({
      ...{
        sourceId: '3',
        firstName: 'Zoë',
        lastName: "O'Neil",
        company: 'A & B',
        email: 'zoe@example.com',
        address1: 'Rue 1',
      },
      ...{
        phone: null,
        taxId: 'IT1',
        status: 'Active',
        groupId: '2',
        currencyId: 1,
        createdAt: new Date('2026-06-01T09:30:00Z'),
      },
      ...{
        billingFlags: { taxexempt: true },
        emailPreferences: { general: true, support: false },
        marketingOptIn: true,
      },
      ...{ ssoAllowed: false, emailVerified: null, passwordHash: null },
    }),
    expect.objectContaining({
      createdAt: new Date('2010-01-01T00:00:00Z'),
      groupId: null,
      currencyId: null,
      emailPreferences: null,
    }),
  ]);
  expect(records.user).toEqual([
    expect.objectContaining({
      sourceId: '5',
      passwordHash: `$2y$10$${'b'.repeat(53)}`,
      emailVerified: false,
      lastAddress: '192.0.2.1',
    }),
  ]);
  expect(records.clientUser).toEqual([
    expect.objectContaining({ sourceId: '3:5', isOwner: true, permissions: [] }),
    expect.objectContaining({ sourceId: '4:5', isOwner: false, permissions: ['tickets', 'invoices'] }),
    expect.objectContaining({ sourceId: '4:6', permissions: ['profile', 'domains'] }),
  ]);
  expect(records.contact).toEqual([
    expect.objectContaining({
      sourceId: '4',
      clientId: '3',
      // Where there are users, contacts do not sign in.
      ...{ passwordHash: null, permissions: null },
      emailPreferences: { general: true, support: false },
    }),
    expect.objectContaining({ sourceId: '5', passwordHash: null }),
  ]);
  expect(records.clientGroup).toEqual([
    {
      sourceId: '2',
      name: 'Gold',
      color: '#ff0',
      discountPercent: '12.50',
      suspendExempt: true,
      separateInvoices: false,
    },
  ]);
  expect(records.clientNote).toEqual([
    {
      sourceId: '1',
      clientId: '3',
      staffId: '2',
      body: 'Pays <late>',
      sticky: true,
      createdAt: new Date('2026-06-01T10:00:00Z'),
    },
  ]);
  expect(
    lines.filter(({ reason }) => reason === 'column').map(({ kind, title, count }) => [kind, title, count]),
  ).toEqual([
    ['tblclients', 'credit', 1],
    ['tblusers', 'second_factor', 1],
  ]);
});

test('takes the passwords of clients and contacts where there are no users', async () => {
  const { records, lines } = await read(
    NO_TICKETS +
      table('tblclients', 'id password', [1, `${'a'.repeat(32)}:x1Y2z`], [2, 'reversible=='], [3, '']) +
      table(
        'tblcontacts',
        'id userid subaccount password permissions',
        [4, 1, 1, `${'b'.repeat(32)}:salt`, 'profile,tickets'],
        [5, 1, 0, `${'b'.repeat(32)}:salt`, 'tickets'],
      ),
  );
  expect(records.client?.map(({ passwordHash }) => passwordHash)).toEqual([`${'a'.repeat(32)}:x1Y2z`, null, null]);
  expect(records.contact?.map(({ passwordHash, permissions }) => [passwordHash, permissions])).toEqual([
    [`${'b'.repeat(32)}:salt`, ['profile', 'tickets']],
    [null, null],
  ]);
  expect(lines[0]).toMatchObject({ line: 'differs', kind: 'client', reason: 'old password', count: 1 });
});
