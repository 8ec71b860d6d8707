import pino from 'pino';
import { addressToken, tokenAddress } from '../../src/mail/people';
import { startMail } from '../../src/server/mail';
import { startDelivering, stopDelivering } from '../deliveries/deliver';
import { eventually } from './eventually';
import type { World } from './world';

/** A ticket of the desk that the cases presuppose, and what was mailed about it. */
export interface MailedTicket {
  id: number;
  number: string;
  mid: string;
  staffmid: string;
  customermid: string;
  /** Where answers go. */
  address: string;
  /** Where mail servers return it. */
  returnPath: string;
}

/** Writes the mails that everything so far causes, as a server would. */
export async function writeMails(world: World): Promise<void> {
  startDelivering(world, [startMail(world.desk, pino({ level: 'silent' })).listener]);
  try {
    await eventually(async () => {
      const waiting = await world.rows(
        `select 1 from outbox o where event in ('TicketOpen', 'TicketOpenAdmin', 'TicketUserReply', 'TicketAdminReply', 'TicketClose')
         and not exists (select from deliveries d where d.outbox_id = o.id and d.state in ('delivered', 'dead')) limit 1`,
      );
      return waiting.length === 0;
    });
  } finally {
    await stopDelivering();
  }
}

/** Gives a desk the departments and people that the cases presuppose. @returns the departments' ids by key */
export async function furnish(world: World): Promise<Map<string, number>> {
  const departments = new Map<string, number>();
  await world.done('UpdateDepartment', { departmentid: 1, name: 'Support', email: 'support@desk.example.com' });
  departments.set('support', 1);
  for (const [key, more] of Object.entries({ billing: { clientsonly: true }, noc: { repliesonly: true }, sales: {} })) {
    const { departmentid } = await world.done('AddDepartment', {
      ...{ name: key[0]?.toUpperCase() + key.slice(1), email: `${key}@desk.example.com`, ...more },
    });
    departments.set(key, Number(departmentid));
  }
  await world.done('SetConfigurationValue', { setting: 'MailAuthservId', value: 'mx.desk.example.com' });
  await world.admin('ruta', { email: 'ruta@desk.example.com' });
  await world.change(`update staff set first_name = 'Ruta', last_name = 'Imbrie' where username = 'ruta'`);
  for (const [name, email] of Object.entries({
    'Mirka Tolva': 'mirka@example.net',
    'Zofja Brenn': 'zofja@example.org',
  })) {
    const { clientId } = await world.client(name);
    await world.change('update clients set email = $2 where id = $1', [clientId, email]);
  }
  await world.change(
    `insert into contacts (client_id, first_name, last_name, email)
     select id, 'Oren', 'Quist', 'oren@example.net' from clients where email = 'mirka@example.net'`,
  );
  return departments;
}

const GUESTS: Record<string, object> = {
  G: { name: 'Tadeo Vink', email: 'tadeo@example.org', cc: 'lena@example.org' },
  I: { name: 'Ida', email: 'ida@bücher.example.net' },
};

const SUBJECTS: Record<string, [subject: string, department?: string]> = {
  A: ['Printer in hall B'],
  B: ['Invoice copies'],
  C: ['Invoice 9', 'billing'],
  D: ['Old matter'],
  G: ['Badge does not open'],
  I: ['Shelf'],
  K: ['Toner order'],
  M: ['Printer again'],
  N: ['Line 4', 'noc'],
  Z: ['Window'],
};

/** Opens the tickets that the cases presuppose, answers them, and finds out what was mailed about them. */
export async function openTickets(world: World, departments: Map<string, number>): Promise<Map<string, MailedTicket>> {
  const tickets = new Map<string, MailedTicket>();
  const clients = await world.rows<{ id: number; email: string }>('select id, email from clients');
  const idOf = (email: string) => clients.find((client) => client.email === email)?.id;
  for (const [key, [subject, department = 'support']] of Object.entries(SUBJECTS)) {
    const who = GUESTS[key] ?? { clientid: idOf(key === 'Z' ? 'zofja@example.org' : 'mirka@example.net') };
    const message = { deptid: departments.get(department), subject, message: 'It is broken.', ...who };
    const { id, tid } = await world.done('OpenTicket', message);
    const customermid = `q.${key}.1@post.example.net`;
    await world.change('update messages set mail_id = $2 where ticket_id = $1', [id, customermid]);
    const unmailed = { mid: '', staffmid: '', address: '', returnPath: '' };
    tickets.set(key, { id: Number(id), number: String(tid), customermid, ...unmailed });
  }
  await writeMails(world);
  for (const { id } of tickets.values()) {
    await world.done('AddTicketReply', { ticketid: id, message: 'We look into it.', adminusername: 'ruta' }, 'ruta');
  }
  await writeMails(world);
  for (const ticket of tickets.values()) {
    const last = async (isStaff: boolean) => {
      const [mail] = await world.rows<{ id: number; token: string; from: string }>(
        `select id, token, from_address as "from" from emails where ticket_id = $1 and (staff_id is not null) = $2
         order by id desc limit 1`,
        [ticket.id, isStaff],
      );
      return { id: mail?.id ?? 0, token: mail?.token ?? '', from: mail?.from ?? '' };
    };
    const { from, ...mail } = await last(false);
    ticket.mid = `${mail.token}@desk.example.com`;
    ticket.address = tokenAddress(addressToken(mail, 'answers'), from);
    ticket.returnPath = tokenAddress(addressToken(mail, 'returns'), from);
    ticket.staffmid = `${(await last(true)).token}@desk.example.com`;
  }
  const { A, D, K, M } = Object.fromEntries(tickets);
  await world.done('UpdateTicket', { ticketid: K?.id, status: 'Closed' });
  await world.done('MergeTicket', { ticketid: A?.id, mergeticketids: M?.id });
  await world.done('DeleteTicket', { ticketid: D?.id });
  await writeMails(world);
  await world.change(`update emails set status = 'sent'`);
  return tickets;
}
