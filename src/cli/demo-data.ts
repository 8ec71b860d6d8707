import type { Command } from 'commander';
import type { Db } from '../database/pool';
import type { Desk } from '../desk/desk';
import { findContents } from '../store/desk/contents';
import { insertClient } from '../store/people/clients';
import { insertRow } from '../store/rows';
import { insertSampleFields, insertSampleTeam } from '../store/seed/samples';
import { Refusal } from './exits';
import { say } from './print';
import { actOn, withDesk } from './run';

export function addDemoData(program: Command): void {
  program
    .command('demo-data')
    .description('fill an empty desk with sample data, so that the published samples of the APIs work unedited')
    .option('--despite-tickets', 'even if the desk has tickets; samples that name ticket 1 then refer to yours')
    .action(async (options: Allowed) => {
      await withDesk(async (desk) => {
        const made = await loadDemoData(desk, (text) => process.stderr.write(`${text}\n`), options);
        say(`Loaded: ${summaryOf(made)}, and what the samples of the other APIs refer to`);
      });
    });
}

interface Allowed {
  /** Whether the desk may have tickets. */
  despiteTickets?: boolean;
}

/** The ids of what was loaded. */
interface DemoData extends Registered {
  tickets: number[];
}

/** The ids of what the tickets refer to. */
interface Registered {
  sales: number;
  billing: number;
  field: number;
  client: number;
  contact: number;
  service: number;
  domain: number;
}

const summaryOf = ({ sales, billing, field, client, contact, service, domain, tickets }: DemoData): string =>
  [
    `departments ${sales} and ${billing}`,
    `client ${client} with a user`,
    `contact ${contact}`,
    `service ${service}`,
    `domain ${domain}`,
    `custom field ${field}`,
    `tickets ${tickets.join(', ')}`,
  ].join(', ');

/**
 * Fills a desk with sample data: departments, client 1 with user, contact, service and domain, custom field 1, three
 * tickets.
 *
 * @throws Refusal if the desk already has clients, custom fields or, unless allowed, tickets. The published samples
 * refer to ids, so new rows must get the first ones.
 */
export async function loadDemoData(
  desk: Desk,
  progress: (text: string) => void,
  { despiteTickets = false }: Allowed = {},
): Promise<DemoData> {
  const made = await desk.database.transaction('write', async (db) => {
    await checkEmpty(db, despiteTickets);
    progress('departments, custom field');
    const sales = await insertRow(db, 'departments', { name: 'Sales', email: 'sales@example.com', sortOrder: 1 });
    const billing = await insertRow(db, 'departments', {
      name: 'Billing',
      email: 'billing@example.com',
      sortOrder: 2,
    });
    const field = await insertRow(db, 'custom_fields', { name: 'How did you find us?', type: 'text', sortOrder: 1 });
    progress('client with user, contact, service and domain');
    const { clientId: client } = await insertClient(db, {
      firstName: 'John',
      lastName: 'Doe',
      email: 'john.doe@example.com',
    });
    const jane = { firstName: 'Jane', lastName: 'Doe', email: 'jane.doe@example.com' };
    const contact = await insertRow(db, 'contacts', { clientId: client, ...jane });
    const service = await insertRow(db, 'services', { clientId: client, name: 'Business Hosting' });
    const domain = await insertRow(db, 'domains', { clientId: client, name: 'example.com' });
    progress('data for the published samples of the other APIs');
    await insertSampleFields(db);
    await insertSampleTeam(db);
    return { sales, billing, field, client, contact, service, domain };
  });
  progress('tickets');
  return { ...made, tickets: await openTickets(desk, made) };
}

async function checkEmpty(db: Db, despiteTickets: boolean): Promise<void> {
  const { clients, customFields, tickets } = await findContents(db);
  if (clients || customFields) {
    throw new Refusal('There are clients or custom fields already: demo data needs an empty desk');
  }
  if (tickets && !despiteTickets) {
    throw new Refusal(
      'There are tickets already: published samples that name ticket 1 would refer to yours. Use an empty desk, or load the demo data anyway with --despite-tickets',
    );
  }
}

/** Opens three tickets, one with a reply and one with a note, and returns their ids. */
async function openTickets(desk: Desk, { sales, billing, client, contact, service, domain }: Registered) {
  const act = actOn(desk);
  const open = async (ticket: Record<string, unknown>) => Number((await act('OpenTicket', ticket)).id);
  const slow = await open({
    deptid: 1,
    clientid: client,
    subject: 'My site is slow',
    message: 'It takes **ten** seconds.',
    markdown: true,
    serviceid: service,
  });
  await act('AddTicketReply', { ticketid: slow, message: 'We are looking into it.', adminusername: 'Support' });
  const plan = await open({
    deptid: sales,
    name: 'Ann Lee',
    email: 'ann.lee@example.com',
    subject: 'Which plan fits?',
    message: 'We are a team of five.',
  });
  const invoice = await open({
    deptid: billing,
    clientid: client,
    contactid: contact,
    subject: 'Invoice',
    message: 'Please send it again.',
    priority: 'Low',
    domainid: domain,
  });
  await act('AddTicketNote', { ticketid: invoice, message: 'Sent by post as well.' });
  return [slow, plan, invoice];
}
