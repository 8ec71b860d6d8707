import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all notes in the order they were written, with their files', async () => {
  await world.admin('jo');
  const { id, tid } = await world.ticket();
  const other = await world.ticket();
  await world.done('AddTicketNote', { ticketid: other.id, message: 'Of another' });
  const attachments = [{ name: 'a.txt', data: Buffer.from('contents').toString('base64') }];
  const note = { ticketid: id, attachments };
  const late = await world.done(
    'AddTicketNote',
    { ...note, message: 'Late\r\n2', created: '2024-02-02 00:00:00' },
    'jo',
  );
  const early = await world.done('AddTicketNote', { ticketid: id, message: 'Early', created: '2024-01-01 00:00:00' });
  const answer = await world.done('GetTicketNotes', { ticketid: id });
  expectAnswer('GetTicketNotes', answer);
  expect(answer).toMatchObject({
    totalresults: 2,
    notes: {
      note: [
        { id: early.noteid, admin: '', date: '2024-01-01 00:00:00', message: 'Early', attachment: '' },
        {
          id: late.noteid,
          admin: 'Jo Admin',
          date: '2024-02-02 00:00:00',
          message: 'Late\r\n2',
          attachment: expect.stringMatching(/^\d{6}_a\.txt$/),
          attachments: [{ filename: 'a.txt', index: 0 }],
          attachments_removed: false,
        },
      ],
    },
  });
  expect(await world.done('GetTicketNotes', { ticketnum: tid })).toEqual(answer);
});

test('is an empty list without notes', async () => {
  const answer = await world.done('GetTicketNotes', { ticketid: (await world.ticket()).id });
  expect(answer).toEqual({ result: 'success', totalresults: 0, notes: { note: [] } });
});

testRefusals(world, 'GetTicketNotes', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
]);
