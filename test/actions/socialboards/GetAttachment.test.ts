import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { base64 } from '../../support/requests';
import { openTicket } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let theirs: Record<string, string>;
let ticketId: number;
let other: number;
const files: Record<string, number> = {};

beforeAll(async () => {
  headers = await asProgram(world);
  const attachments = (name: string) => [{ name, data: base64(`bytes of ${name}`) }];
  ({ id: ticketId } = await world.ticket({ attachments: attachments('ø "first".txt') }));
  await world.done('AddTicketReply', {
    ticketid: ticketId,
    message: 'A',
    adminusername: 'x',
    attachments: attachments('reply.pdf'),
  });
  await world.done('AddTicketNote', { ticketid: ticketId, message: 'A', attachments: attachments('note.txt') });
  other = await openTicket(world, headers, { attachments: [{ url: 'https://a.example/link.txt' }] });
  const rows = await world.rows<{ id: number; filename: string }>('select id, filename from attachments');
  for (const { id, filename } of rows) files[filename] = id;
  const departmentId = await world.department();
  theirs = await asProgram(world, ['*'], await world.admin('elsewhere', { departmentIds: [departmentId] }));
});

const get = (file: string | number, id = ticketId, how = headers) =>
  ask(world, how, 'GET', `/tickets/${id}/attachments/${typeof file === 'number' ? file : files[file]}`);

test.each([['ø "first".txt'], ['reply.pdf']])('gives the bytes of %s, for no browser to run or show', async (name) => {
  const { status, text, headers: sent } = await get(name);
  expect({ status, text }).toEqual({ status: 200, text: `bytes of ${name}` });
  expect(sent.get('content-type')).toBe('application/octet-stream');
  expect(sent.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
  expect(sent.get('content-security-policy')).toBe(`default-src 'none'; sandbox`);
});

testDoorRefusals(world, 'socialboards/GetAttachment', [
  { message: 'Ticket ID not found', status: 404, request: () => get('reply.pdf', 999_999) },
  {
    message: 'Ticket ID not found',
    because: 'another department',
    status: 404,
    request: () => get('reply.pdf', ticketId, theirs),
  },
  { message: 'Attachment not found', status: 404, request: () => get(999_999) },
  {
    message: 'Attachment not found',
    because: 'of another ticket',
    status: 404,
    request: () => get('reply.pdf', other),
  },
  { message: 'Attachment not found', because: 'of a note', status: 404, request: () => get('note.txt') },
  {
    message: 'The attachment is a link to another server, which is not fetched',
    request: () => get('link.txt', other),
  },
  {
    message: 'Parameter "attachmentId" must be a whole number',
    request: () => ask(world, headers, 'GET', `/tickets/${ticketId}/attachments/..%2f1`),
  },
]);
