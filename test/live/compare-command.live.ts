/**
 * Compares two desks that have databases of their own, by the real program. It is here because starting the program ten
 * times takes longer than all other tests of comparing.
 */
import { type TestDatabase, urlOf } from '../support/database';
import { startProgram } from '../support/program';
import { useWorld, type World } from '../support/world';

/** Two desks, each with a database of its own. */
const ours = useWorld();
const theirs = useWorld();

const CREATED = '2027-01-31 09:00:00';

/** Gives a desk the same tickets as the other. What is drawn at random is set afterwards. */
async function fill(world: World): Promise<number[]> {
  world.now = new Date('2027-02-01T09:00:00Z');
  const client = { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', noemail: true, skipvalidation: true };
  const { clientid } = await world.done('AddClient', client);
  const ids: number[] = [];
  for (let number = 1; number <= 30; number++) {
    const { id } = await world.ticket({
      ...{ subject: `Tom & Ann ${number}`, created: CREATED, noemail: true },
      ...(number % 3 === 0 && { clientid }),
    });
    if (number % 5 === 0) {
      await world.done('AddTicketReply', {
        ticketid: id,
        message: 'A reply',
        adminusername: 'Admin',
        noemail: true,
        created: CREATED,
      });
    }
    ids.push(id);
  }
  await world.change("update tickets set number = (100000 + id)::text, access_code = 'abcd' || (1000 + id)");
  await world.change("update clients set uuid = '00000000-0000-4000-8000-000000000001'");
  return ids;
}

beforeAll(async () => {
  await fill(ours);
  await fill(theirs);
  await theirs.serve();
});

/** Runs a command of the real program on our desk. */
async function run(parameters: string[], upstream = `${theirs.url}/includes/api.php`) {
  const { ended } = startProgram(['compare', ...parameters], {
    DATABASE_URL: urlOf(ours.desk.database.connection as TestDatabase['connection']),
    HATCHDESK_TIMEZONE: 'UTC',
    ...(upstream !== '' && {
      HATCHDESK_UPSTREAM: upstream,
      HATCHDESK_UPSTREAM_IDENTIFIER: theirs.credentials.identifier,
      HATCHDESK_UPSTREAM_SECRET: theirs.credentials.secret,
    }),
  });
  return ended;
}

test('a sample of two desks with the same tickets has no difference', async () => {
  const { code, stdout, stderr } = await run(['run', '--tickets', '200']);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const [first, , ...table] = stdout.split('\n');
  expect(first).toMatch(/^(\d+) of \1 answers are the same, and 100 % of \d{3,} fields$/);
  expect(table.join('\n')).toMatch(/^GetTicket +30 +30 +100 % +0 +0$/m);
});

test('a desk with planted differences shows exactly those', async () => {
  await theirs.change(
    "update tickets set status_id = (select id from statuses where title = 'Closed') where number = '100007'",
  );
  await theirs.change("update tickets set subject = 'Tom &amp; Ann 8' where number = '100008'");
  await theirs.change('update messages set body = $1 where ticket_id = 5 and not is_first', ['An answer']);
  await theirs.change("update clients set first_name = 'ann'");
  await theirs.done('DeleteTicket', { ticketid: 9 });
  await ours.done('ResetComparison');
  const { code, stdout } = await run(['--json', 'run', '--tickets', '30']);
  expect(code).toBe(0);
  const { actions } = JSON.parse(stdout) as { actions: { name: string; differences: { difference: Row[] } }[] };
  const found = actions.flatMap(({ name, differences: { difference } }) =>
    difference.map(({ field, kind, calls }) => `${name} ${field} ${kind} ${calls}`),
  );
  // The ticket of which they have no more is missing on one page, and moves a ticket from the next to this one.
  expect(found.sort()).toEqual([
    'GetClients clients.client[].firstname lettercase 1',
    ...['client.firstname', 'client.fullname', 'firstname', 'fullname'].map(
      (field) => `GetClientsDetails ${field} lettercase 1`,
    ),
    'GetSupportDepartments departments.department[].awaitingreply value 1',
    'GetSupportDepartments departments.department[].opentickets value 1',
    'GetSupportStatuses statuses.status[].count value 1',
    'GetTicket name lettercase 9',
    'GetTicket replies.reply[].message value 1',
    'GetTicket replies.reply[].name lettercase 9',
    'GetTicket replies.reply[].requestor_name lettercase 9',
    'GetTicket requestor_name lettercase 9',
    'GetTicket result value 1',
    'GetTicket status value 1',
    'GetTicket subject entities 1',
    ...['allActive', 'awaitingReply', 'status.closed.count', 'status.open.count'].map(
      (field) => `GetTicketCounts ${field} value 1`,
    ),
    'GetTickets numreturned value 1',
    'GetTickets tickets.ticket[] missinghere 1',
    'GetTickets tickets.ticket[] missingthere 2',
    ...['name', 'owner_name', 'requestor_name'].map((field) => `GetTickets tickets.ticket[].${field} lettercase 2`),
    'GetTickets tickets.ticket[].status value 1',
    'GetTickets tickets.ticket[].subject entities 1',
    'GetTickets totalresults value 2',
  ]);

  const status = await run(['status']);
  expect(status.stdout).toMatch(/^\d+ of \d+ answers are the same, and 9\d\.\d % of \d+ fields\nCompareReads is off\n/);
  expect(status.stdout).toMatch(/^GetTicket +30 +\d+ +9\d\.\d % +0 +0$/m);
  expect(status.stdout).toMatch(/^GetTicket +status +value +yes +1 +"Open" +"Closed"$/m);
  const shown = await run(['show', 'getticket']);
  expect(shown.stdout).toMatch(
    /^replies\.reply\[\]\.message +value +1 +ticketnum=100005 +7 characters, differs from character 2 on/m,
  );
  expect(shown.stdout).not.toContain('An answer');
  expect(await run(['show', 'GetUsers'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No call of GetUsers was compared'),
  });
  expect((await run(['--json', 'reset', 'GetTicket'])).stdout).toMatch(/"calls": 30/);
  expect((await run(['status'])).stdout).not.toMatch(/^GetTicket /m);
});

interface Row {
  field: string;
  kind: string;
  calls: number;
}

test('what is wrong with the other desk is said, and nothing is recorded', async () => {
  await ours.done('ResetComparison');
  const nobody = await run(['run'], 'http://127.0.0.1:1');
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toMatch(/The upstream WHMCS at 127\.0\.0\.1:1 refuses connections/);
  expect(await run(['run'], '')).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('set HATCHDESK_UPSTREAM to the address of the old desk') },
  });
  expect(await ours.rows('select * from comparison_calls')).toEqual([]);
});
