import pino from 'pino';
import { assembleDesk, type Desk, loadActions } from '../../src/desk/desk';
import { startServer } from '../../src/server/server';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/exposition';
import { useWorld } from '../support/world';

/** What programs ask of a desk. */
const READS = [
  ...['GetTickets', 'GetSupportDepartments', 'GetSupportStatuses', 'GetTicketCounts', 'GetClients', 'GetUsers'],
  ...['GetAdminUsers', 'GetAnnouncements', 'GetClientGroups', 'GetTicketPredefinedCats', 'GetToDoItems'],
  ...['GetTicketPredefinedReplies', 'GetEmailTemplates', 'GetToDoItemStatuses', 'GetCancelledPackages'],
];

const stops: (() => Promise<void>)[] = [];
// Before the world's own, which closes the database.
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

const world = useWorld();

/** Another whole server with the same rows. */
async function serve(change: Partial<Desk['config']>): Promise<{ url: string; metricsUrl: string | undefined }> {
  const connected = { connection: world.desk.database.connection, place: 'test', stop: async () => {} };
  const log = pino({ level: 'silent' });
  const config = { ...world.desk.config, ...change };
  const desk = assembleDesk(config, connected, loadActions(), log, () => world.now);
  const server = await startServer(desk, log);
  stops.push(
    () => desk.close(),
    () => server.stop('at once'),
  );
  return server;
}

test('two desks with the same tickets have no differences in any field', async () => {
  const client = await world.client('Tom & Ann');
  await world.done('AddClientNote', { clientid: client.clientId, notes: 'A <b>note</b>' });
  const tickets = [];
  for (let number = 0; number < 2; number++) {
    const { id, tid } = await world.ticket({
      ...{ subject: `"Nº ${number}" & <more>`, message: 'One\r\ntwo; three=4', noemail: true },
      ...(number % 2 === 0 && { clientid: client.clientId }),
    });
    await world.done('AddTicketReply', { ticketid: id, message: '**Reply**', adminusername: 'Admin', noemail: true });
    await world.done('AddTicketNote', { ticketid: id, message: 'Note', markdown: true });
    tickets.push({ id, tid });
  }
  await world.done('UpdateTicket', {
    ticketid: tickets[0]?.id,
    status: 'Closed',
    priority: 'High',
    cc: 'a@example.com',
  });
  await world.done('SetConfigurationValue', { setting: 'CompareReads', value: 'ours' });

  const theirs = await serve({});
  const { identifier, secret } = await world.credential(['*']);
  const ours = await serve({
    upstream: { url: `${theirs.url}/includes/api.php`, identifier, secret, timeoutMs: 10_000 },
    metrics: { host: '127.0.0.1', port: 0 },
  });
  // The mail about the closed ticket, so that it is not written between the answers of the two.
  await eventually(async () => (await world.rows('select id from emails')).length > 0);
  let calls = 0;
  const ask = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ ...world.credentials, ...fields });
    const response = await fetch(`${ours.url}/includes/api.php`, { method: 'POST', body });
    expect(response.status).toBe(200);
    await response.text();
    calls++;
  };
  for (const responsetype of ['json', 'xml', 'nvp']) {
    // The formats differ only in how lists and texts are written.
    for (const action of responsetype === 'json' ? READS : READS.slice(0, 1)) await ask({ action, responsetype });
    for (const { id, tid } of tickets) {
      await ask({ action: 'GetTicket', ticketnum: tid, responsetype });
      await ask({ action: 'GetTicketNotes', ticketid: String(id), responsetype });
    }
    for (const action of ['GetClientsDetails', 'GetClientsProducts', 'GetClientsDomains', 'GetContacts', 'GetEmails']) {
      await ask({ action, clientid: String(client.clientId), responsetype });
    }
  }
  let summary: Record<string, unknown> = {};
  await eventually(async () => {
    summary = await world.done('GetComparison');
    return Number(summary.compared) + Number(summary.skipped) + Number(summary.failed) === calls;
  });
  const { actions } = summary as { actions: { action: { name: string; differences: unknown }[] } };
  for (const { name, differences } of actions.action)
    expect({ name, differences }).toEqual({ name, differences: { difference: [] } });
  expect(summary).toMatchObject({ compared: calls, equal: calls, skipped: 0, failed: 0, differing: 0 });
  expect(Number(summary.fields)).toBeGreaterThan(1_000);
  const samples = await readMetrics(await (await fetch(ours.metricsUrl ?? '')).text());
  const counted = samples.filter(({ name }) => name === 'hatchdesk_comparisons_total');
  expect(Object.fromEntries(counted.map(({ labels, value }) => [labels.result, value]))).toEqual({
    ...{ equal: calls, different: 0, skipped: 0, failed: 0 },
  });
});
