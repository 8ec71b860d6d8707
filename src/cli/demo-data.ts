import type { Command } from 'commander';
import type { Desk } from '../desk/desk';
import { insertClient } from '../store/people/clients';
import { insertRow } from '../store/rows';
import { insertSampleFields, insertSampleTeam } from './demo-samples';
import { Refusal } from './exits';
import { say } from './print';
import { actOn, withDesk } from './run';

export function addDemoData(program: Command): void {
  program
    .command('demo-data')
    .description('load a small desk into an empty database, in which the published samples work unedited')
    .action(async () => {
      await withDesk(async (desk) => {
        await loadDemoData(desk, (text) => process.stderr.write(`${text}\n`));
        say(
          'Loaded: departments 1 to 3, client 1 with a user, contact 1, service 1, domain 1, custom field 1, three tickets, and what the samples of the other APIs name',
        );
      });
    });
}

/**
 * Loads a small desk: departments, client 1 with user, contact, service and domain, custom field 1, a few tickets.
 *
 * @throws Refusal on a desk that has a client or a custom field already: the samples name ids, which would be others.
 */
export async function loadDemoData(desk: Desk, progress: (text: string) => void): Promise<void> {
  await desk.database.transaction('write', async (db) => {
    const taken = await db.query('select 1 from clients union all select 1 from custom_fields limit 1');
    if (taken.length > 0)
      throw new Refusal('There are clients or custom fields already: demo data needs an empty desk');
    progress('departments, custom field');
    await insertRow(db, 'departments', { name: 'Sales', email: 'sales@example.com', sort_order: 1 });
    await insertRow(db, 'departments', { name: 'Billing', email: 'billing@example.com', sort_order: 2 });
    await insertRow(db, 'custom_fields', { name: 'How did you find us?', type: 'text', sort_order: 1 });
    progress('client with user, contact, service and domain');
    const { clientId } = await insertClient(db, { firstName: 'John', lastName: 'Doe', email: 'john.doe@example.com' });
    const jane = { first_name: 'Jane', last_name: 'Doe', email: 'jane.doe@example.com' };
    await insertRow(db, 'contacts', { client_id: clientId, ...jane });
    await insertRow(db, 'services', { client_id: clientId, name: 'Business Hosting' });
    await insertRow(db, 'domains', { client_id: clientId, name: 'example.com' });
    progress('what the published samples of the other APIs name');
    await insertSampleFields(db);
    await insertSampleTeam(db);
  });
  progress('tickets');
  await openTickets(desk);
}

async function openTickets(desk: Desk): Promise<void> {
  const act = actOn(desk);
  const calls: [string, Record<string, unknown>][] = [
    [
      'OpenTicket',
      {
        deptid: 1,
        clientid: 1,
        subject: 'My site is slow',
        message: 'It takes **ten** seconds.',
        markdown: true,
        serviceid: 1,
      },
    ],
    ['AddTicketReply', { ticketid: 1, message: 'We are looking into it.', adminusername: 'Support' }],
    [
      'OpenTicket',
      {
        deptid: 2,
        name: 'Ann Lee',
        email: 'ann.lee@example.com',
        subject: 'Which plan fits?',
        message: 'We are a team of five.',
      },
    ],
    [
      'OpenTicket',
      {
        deptid: 3,
        clientid: 1,
        contactid: 1,
        subject: 'Invoice',
        message: 'Please send it again.',
        priority: 'Low',
        domainid: 1,
      },
    ],
    ['AddTicketNote', { ticketid: 3, message: 'Sent by post as well.' }],
  ];
  for (const [action, params] of calls) await act(action, params);
}
