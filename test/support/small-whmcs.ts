import type { ServerResponse } from 'node:http';
import { answerJson, type StubbedCall, UpstreamStub } from './upstream-stub';

export interface SmallTicket {
  id: number;
  status: string;
  lastReply: string;
  replies: string[];
}

type Fields = Record<string, string | undefined>;

/** Does something else in place of an answer. @returns whether it did */
type Trouble = (call: {
  action: string;
  fields: Fields;
  response: ServerResponse;
  time: number;
}) => boolean | undefined;

const minute = (number: number): string =>
  new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString().slice(0, 19).replace('T', ' ');

/**
 * A WHMCS with nothing but tickets, the newest first, which a test may change while it is read. Every call is one of
 * {@link calls}.
 */
export class SmallWhmcs {
  readonly stub = new UpstreamStub();
  tickets: SmallTicket[] = [];
  /** Tickets that GetTicket knows and GetTickets does not list. */
  hidden: SmallTicket[] = [];
  trouble: Trouble = () => undefined;
  /** The largest page. */
  mostRows = 1_000;
  /** The action of each call, with what it is about. */
  readonly calls: string[] = [];
  private readonly times = new Map<string, number>();
  private clock = 0;

  async start(): Promise<this> {
    this.stub.respond = (call, response) => this.take(call, response);
    await this.stub.start();
    return this;
  }

  /** Opens tickets with these ids, one a minute. */
  open(...ids: number[]): void {
    for (const id of ids) {
      this.clock += 1;
      this.tickets.unshift({ id, status: 'Open', lastReply: minute(this.clock), replies: [`Opening ${id}`] });
    }
  }

  /** A reply moves the ticket to the beginning of the list. */
  reply(id: number, message: string): void {
    const ticket = this.tickets.find((one) => one.id === id);
    if (ticket === undefined) throw new Error(`no ticket ${id}`);
    this.clock += 1;
    ticket.lastReply = minute(this.clock);
    ticket.replies.push(message);
    this.tickets = [ticket, ...this.tickets.filter((one) => one !== ticket)];
  }

  delete(...ids: number[]): void {
    this.tickets = this.tickets.filter(({ id }) => !ids.includes(id));
  }

  private take({ fields, action: called }: StubbedCall, response: ServerResponse): void {
    const given: Fields = Object.fromEntries(fields);
    const action = called.toLowerCase();
    const about = given.ticketid ?? given.limitstart ?? '';
    this.calls.push(`${action} ${about}`.trim());
    const key = `${action} ${about} ${given.status ?? ''}`;
    const time = (this.times.get(key) ?? 0) + 1;
    this.times.set(key, time);
    if (this.trouble({ action, fields: given, response, time }) === true) return;
    const answer = this.answer(action, given);
    if (typeof answer === 'string') answerJson(response, { result: 'error', message: answer });
    else answerJson(response, { result: 'success', ...answer });
  }

  private answer(action: string, given: Fields): Record<string, unknown> | string {
    switch (action) {
      case 'gettickets':
        return this.list(given);
      case 'getticket': {
        const ticket = [...this.tickets, ...this.hidden].find(({ id }) => id === Number(given.ticketid));
        return ticket === undefined ? 'Ticket ID Not Found' : whole(ticket);
      }
      case 'getsupportdepartments':
        return { departments: { department: [{ id: 1, name: 'Support', opentickets: this.tickets.length }] } };
      case 'getsupportstatuses': {
        const statuses = ['Open', 'Closed'].map((title) => ({
          ...{ title, color: '#000000' },
          count: this.tickets.filter(({ status }) => status === title).length,
        }));
        return { statuses: { status: statuses } };
      }
      default:
        return { totalresults: 0 };
    }
  }

  private list({ limitstart, limitnum, status }: Fields): Record<string, unknown> {
    const start = Number(limitstart ?? 0);
    const end = start + Math.min(Number(limitnum ?? 25), this.mostRows);
    const wanted = this.tickets.filter((one) =>
      status === undefined || status === 'Awaiting Reply'
        ? true
        : status === one.status || /^All/.test(status) === (one.status === 'Open'),
    );
    const rows = wanted.slice(start, end).map(({ id, lastReply, status: title }) => ({
      ...{ id, tid: String(500_000 + id), deptid: 1, subject: `About ${id}`, status: title, lastreply: lastReply },
    }));
    return {
      totalresults: String(wanted.length),
      startnumber: start,
      numreturned: rows.length,
      tickets: { ticket: rows },
    };
  }
}

const whole = ({ id, status, lastReply, replies }: SmallTicket): Record<string, unknown> => ({
  ...{
    ticketid: id,
    tid: String(500_000 + id),
    c: 'abcdefgh',
    deptid: 1,
    userid: 0,
    name: 'Gus',
    email: 'gus@example.com',
  },
  ...{ subject: `About ${id}`, status, priority: 'Medium', date: '2026-01-01 00:00:00', lastreply: lastReply, flag: 0 },
  replies: {
    reply: replies.map((message, place) => ({
      ...{ replyid: place === 0 ? '0' : String(id * 1_000 + place), userid: 0, name: 'Gus', email: 'gus@example.com' },
      ...{ date: lastReply, message, attachment: '', attachments: [[]], attachments_removed: false, admin: '' },
    })),
  },
  notes: { note: [] },
});
