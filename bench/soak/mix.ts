import {
  form,
  guest,
  HATCH,
  hatch,
  is4xx,
  json,
  mustFail,
  open,
  openAndLeave,
  openWithFile,
  openWithKey,
  read,
  readTicket,
  reply,
  type Stage,
} from './calls';
import type { Request } from './client';
import { messageOf } from './ledger';

const KELIWEB = '/api/v2/keliweb';
const CREATOR = { email: 'bill@example.com' };

const MALFORMED: Request[] = [
  { path: HATCH, headers: { 'Content-Type': 'application/json' }, body: '{"action": "OpenTicket",' },
  {
    path: HATCH,
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nContent-Disposition: form',
  },
  { path: HATCH, headers: { 'Content-Type': 'multipart/form-data' }, body: '--x--' },
  {
    path: HATCH,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Encoding': 'gzip' },
    body: 'a=1',
  },
];

/** The calls of a soak, and how often each comes. */
export const CALLS: [share: number, call: (stage: Stage) => Promise<void>][] = [
  [20, (stage) => open(stage, 'hatch', (subject) => hatch(guest(subject)))],
  [6, openWithFile],
  [8, openWithKey],
  [2, openAndLeave],
  [
    5,
    (stage) =>
      open(stage, 'keliweb', (subject) => ({
        path: `${KELIWEB}/open-ticket`,
        ...form({ deptid: '1', subject, message: messageOf(subject) }, stage.callers.keliweb),
      })),
  ],
  [
    5,
    (stage) =>
      open(stage, 'socialboards', (title) => ({
        path: '/tickets',
        ...json(
          { title, message: messageOf(title), isHtml: false, creator: { name: 'Bill', ...CREATOR } },
          stage.callers.socialboards,
        ),
      })),
  ],
  [
    5,
    (stage) =>
      open(stage, 'helpdeskeddy', (title) => ({
        path: '/api/v2/tickets/',
        ...json(
          { title, description: messageOf(title), user_email: 'ann.lee@example.com' },
          stage.callers.helpdeskeddy,
        ),
      })),
  ],
  [
    8,
    (stage) =>
      reply(stage, 'hatch', (id, message) =>
        hatch({
          action: 'AddTicketReply',
          ticketid: String(id),
          name: 'Ann Lee',
          email: 'ann.lee@example.com',
          message,
        }),
      ),
  ],
  [
    3,
    (stage) =>
      reply(stage, 'keliweb', (id, message) => ({
        path: `${KELIWEB}/add-ticket-reply`,
        ...form({ ticketid: String(id), message }, stage.callers.keliweb),
      })),
  ],
  [
    3,
    (stage) =>
      reply(stage, 'socialboards', (id, message) => ({
        path: `/tickets/${id}/replies`,
        ...json({ message, isHtml: false, author: CREATOR }, stage.callers.socialboards),
      })),
  ],
  [
    3,
    (stage) =>
      reply(stage, 'helpdeskeddy', (id, text) => ({
        path: `/api/v2/tickets/${id}/posts/`,
        ...json({ text }, stage.callers.helpdeskeddy),
      })),
  ],
  [6, (stage) => readTicket(stage, 'hatch', (id) => hatch({ action: 'GetTicket', ticketid: String(id) }))],
  [
    2,
    (stage) =>
      readTicket(stage, 'keliweb', (id) => ({
        path: `${KELIWEB}/get-ticket`,
        ...form({ ticketid: String(id) }, stage.callers.keliweb),
      })),
  ],
  [
    2,
    (stage) =>
      readTicket(stage, 'socialboards', (id) => ({
        path: `/tickets/${id}`,
        method: 'GET',
        headers: stage.callers.socialboards,
      })),
  ],
  [
    2,
    (stage) =>
      readTicket(stage, 'helpdeskeddy', (id) => ({
        path: `/api/v2/tickets/${id}/`,
        method: 'GET',
        headers: stage.callers.helpdeskeddy,
      })),
  ],
  [
    4,
    (stage) =>
      read(stage, hatch({ action: 'GetTickets', deptid: '1', limitstart: String(Math.floor(Math.random() * 500)) })),
  ],
  [
    3,
    (stage) =>
      read(stage, hatch({ action: 'GetTickets', subject: `${stage.ledger.mark}-${Math.floor(Math.random() * 1000)}` })),
  ],
  [
    2,
    (stage) =>
      read(stage, { path: '/api/v2/tickets/?status_list=open', method: 'GET', headers: stage.callers.helpdeskeddy }),
  ],
  [2, (stage) => read(stage, { path: '/tickets/list', ...json({ take: 20 }, stage.callers.socialboards) })],
  [2, (stage) => mustFail(stage, hatch({ action: 'GetTickets', secret: 'wrong' }), is4xx)],
  [
    1,
    (stage) =>
      mustFail(
        stage,
        { path: `${KELIWEB}/get-ticket`, ...form({ ticketid: '1' }, { Authorization: 'Bearer wrong' }) },
        is4xx,
      ),
  ],
  [
    1,
    (stage) =>
      mustFail(stage, { path: '/tickets/1', method: 'GET', headers: { Authorization: 'Bearer wrong' } }, is4xx),
  ],
  [
    1,
    (stage) =>
      mustFail(
        stage,
        { path: '/api/v2/tickets/', method: 'GET', headers: { Authorization: 'Basic d3Jvbmc6d3Jvbmc=' } },
        is4xx,
      ),
  ],
  [2, (stage) => mustFail(stage, MALFORMED[Math.floor(Math.random() * MALFORMED.length)] as Request, is4xx)],
  [1, (stage) => mustFail(stage, hatch({ action: 'OpenTicket', deptid: 'x' }), ({ json }) => json?.result === 'error')],
];

const SHARES = CALLS.reduce((sum, [share]) => sum + share, 0);

/** One of the calls, drawn by its share. */
export function drawCall(): (stage: Stage) => Promise<void> {
  let at = Math.random() * SHARES;
  for (const [share, call] of CALLS) {
    at -= share;
    if (at < 0) return call;
  }
  throw new Error('the shares do not add up');
}
