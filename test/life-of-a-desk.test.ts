import { useWorld } from './support/world';

/** Everything that happens to a desk in one story, through /includes/api.php only. */
const world = useWorld();

type Answer = Record<string, unknown> & { result: string };

async function call(action: string, fields: Record<string, string | number | boolean> = {}): Promise<Answer> {
  const form = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const { status, json } = await world.post({ action, ...form });
  expect([action, status, json?.message ?? 'no message', json?.result]).toEqual([action, 200, 'no message', 'success']);
  return json as Answer;
}

/** Reads all counts of the desk, and checks that the actions agree. */
async function counts() {
  const all = await call('GetTicketCounts', { includeCountsByStatus: true });
  const statuses = (await call('GetSupportStatuses')) as unknown as {
    statuses: { status: { title: string; count: number }[] };
  };
  const departments = (await call('GetSupportDepartments')) as unknown as {
    departments: { department: { id: number; awaitingreply: number; opentickets: number }[] };
  };
  const byStatus = Object.fromEntries(
    statuses.statuses.status.filter(({ count }) => count > 0).map(({ title, count }) => [title, count]),
  );
  const counted = all.status as Record<string, { title: string; count: number }>;
  expect(
    Object.fromEntries(
      Object.values(counted)
        .filter(({ count }) => count > 0)
        .map(({ title, count }) => [title, count]),
    ),
  ).toEqual(byStatus);
  for (const [title, count] of Object.entries(byStatus)) {
    expect([title, (await call('GetTickets', { status: title })).totalresults]).toEqual([title, count]);
  }
  const sum = (of: 'awaitingreply' | 'opentickets') =>
    departments.departments.department.reduce((total, department) => total + department[of], 0);
  expect([sum('opentickets'), sum('awaitingreply')]).toEqual([all.allActive, all.awaitingReply]);
  return { active: all.allActive, awaiting: all.awaitingReply, flagged: all.flaggedTickets, ...byStatus };
}

interface Ticket {
  id: number;
  tid: string;
  status: string;
  subject: string;
  flag: number;
  service: string;
  customfields: { customfield: { name: string; value: string }[] };
  replies: { reply: { message: string; requestor_type: string; name: string; admin: string; attachment: string }[] };
  notes: { note: { message: string }[] };
}

const read = async (fields: Record<string, string | number>): Promise<Ticket> =>
  (await call('GetTicket', fields)) as unknown as Ticket;

test('the life of a desk', async () => {
  const admin = await world.admin('jo');
  // An administrator's credential, so that tickets can be assigned to the caller who asks for counts.
  Object.assign(world.credentials, await world.credential(['*'], { admin }));
  expect(await counts()).toEqual({ active: 0, awaiting: 0, flagged: 0 });

  const { departmentid } = await call('AddDepartment', { name: 'Hosting', email: 'hosting@example.com' });
  const { fieldid } = await call('AddCustomField', {
    name: 'Server',
    type: 'text',
    departmentid: Number(departmentid),
  });
  const person = {
    firstname: 'Ann',
    lastname: 'Lee',
    address1: '1 High St',
    city: 'Leeds',
    state: 'W',
    postcode: 'L1',
  };
  const where = { country: 'GB', phonenumber: '0113 496 0000' };
  const { clientid } = await call('AddClient', {
    ...person,
    ...where,
    email: 'ann@example.com',
    password2: 'a b c d e f',
  });
  const client = Number(clientid);
  const { contactid } = await call('AddContact', {
    clientid: client,
    firstname: 'Con',
    lastname: 'Tact',
    email: 'con@example.com',
  });
  const { serviceid } = await call('AddService', { clientid: client, name: 'Business Hosting' });

  const form = new FormData();
  const fields: Record<string, string> = {
    ...world.credentials,
    responsetype: 'json',
    action: 'OpenTicket',
    deptid: String(departmentid),
    clientid: String(client),
    subject: 'The site is down',
    message: 'Since **noon**.',
    markdown: '1',
    serviceid: String(serviceid),
    [`customfields[${fieldid}]`]: 'web-7',
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('attachments[]', new Blob(['GET / 500']), 'access.log');
  const { json: opened } = await world.send('/includes/api.php', { method: 'POST', body: form });
  expect(opened).toMatchObject({ result: 'success' });
  const { id, tid } = opened as unknown as { id: number; tid: string };
  expect(await counts()).toEqual({ active: 1, awaiting: 1, flagged: 0, Open: 1 });
  const first = await read({ ticketid: id });
  expect(first).toMatchObject({ subject: 'The site is down', status: 'Open', service: `S${serviceid}` });
  expect(first.customfields.customfield).toEqual([expect.objectContaining({ name: 'Server', value: 'web-7' })]);
  expect(first.replies.reply).toEqual([
    expect.objectContaining({ name: 'Ann Lee', attachment: expect.stringMatching(/^\d{6}_access\.log$/) }),
  ]);
  const file = await call('GetTicketAttachment', { relatedid: id, type: 'ticket', index: 0 });
  expect(Buffer.from(String(file.data), 'base64').toString()).toBe('GET / 500');

  await call('AddTicketReply', { ticketid: id, adminusername: 'jo', message: 'We are on it.' });
  expect(await counts()).toEqual({ active: 1, awaiting: 0, flagged: 0, Answered: 1 });
  await call('AddTicketReply', { ticketid: id, clientid: client, message: 'Thank you.' });
  expect(await counts()).toEqual({ active: 1, awaiting: 1, flagged: 0, 'Customer-Reply': 1 });
  await call('AddTicketReply', { ticketid: id, clientid: client, contactid: Number(contactid), message: 'Any news?' });
  await call('AddTicketReply', { ticketid: id, name: 'Gus', email: 'gus@example.com', message: 'Down for me too.' });
  expect((await read({ ticketnum: tid })).replies.reply.map(({ requestor_type: type }) => type)).toEqual([
    'Owner',
    'Operator',
    'Owner',
    'Sub-account',
    'Guest',
  ]);

  await call('AddTicketNote', { ticketid: id, message: 'Disk full on web-7.' });
  await call('UpdateTicket', { ticketid: id, flag: admin, status: 'In Progress' });
  expect(await counts()).toEqual({ active: 1, awaiting: 0, flagged: 1, 'In Progress': 1 });
  expect(await read({ ticketid: id })).toMatchObject({
    flag: admin,
    notes: { note: [{ message: 'Disk full on web-7.' }] },
  });

  const guest = { deptid: Number(departmentid), name: 'Gus', email: 'gus@example.com' };
  const second = (await call('OpenTicket', { ...guest, subject: 'Down', message: 'Your site is down.' })) as Answer &
    Ticket;
  expect(await counts()).toEqual({ active: 2, awaiting: 1, flagged: 1, 'In Progress': 1, Open: 1 });
  await call('MergeTicket', { ticketid: id, mergeticketids: second.id, newsubject: 'web-7 is down' });
  expect(await counts()).toEqual({ active: 1, awaiting: 0, flagged: 1, 'In Progress': 1 });
  for (const old of [{ ticketid: second.id }, { ticketnum: second.tid }]) {
    const merged = await read(old);
    expect(merged).toMatchObject({ id, tid, subject: 'web-7 is down' });
    expect(merged.replies.reply.map(({ message }) => message)).toContain('Your site is down.');
  }
  expect((await call('GetTickets', { clientid: client })).totalresults).toBe(1);

  await call('UpdateTicket', { ticketid: second.id, status: 'Closed' });
  expect(await counts()).toEqual({ active: 0, awaiting: 0, flagged: 0, Closed: 1 });
  await call('AddTicketReply', { ticketnum: second.tid, clientid: client, message: 'It is down again.' });
  expect(await counts()).toEqual({ active: 1, awaiting: 1, flagged: 1, 'Customer-Reply': 1 });

  const log = (await call('GetActivityLog', { clientid: client })) as unknown as {
    totalresults: number;
    activity: { entry: { action: string; username: string; ipaddress: string }[] };
  };
  expect(log.activity.entry.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['AddClient', 'AddContact', 'AddService', 'OpenTicket', 'AddTicketReply', 'UpdateTicket']),
  );
  expect(log.activity.entry.every(({ username, ipaddress }) => username === 'jo' && ipaddress === '127.0.0.1')).toBe(
    true,
  );

  await call('DeleteTicket', { ticketid: id });
  expect(await counts()).toEqual({ active: 0, awaiting: 0, flagged: 0 });
  for (const gone of [{ ticketid: id }, { ticketnum: tid }, { ticketid: second.id }, { ticketnum: second.tid }]) {
    const { json } = await world.post({ action: 'GetTicket', ...(gone as Record<string, string>) });
    expect(json).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
  }
  await call('DeleteClient', { clientid: client });
  await call('DeleteCustomField', { fieldid: Number(fieldid) });
  await call('DeleteDepartment', { departmentid: Number(departmentid) });
});
