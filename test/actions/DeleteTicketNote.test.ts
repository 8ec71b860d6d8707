import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('erases a note with its files, and no other', async () => {
  const { clientId } = await world.client();
  const { id } = await world.ticket({ clientid: clientId });
  const attachments = [{ name: 'a.txt', data: Buffer.from('contents').toString('base64') }];
  await world.done('AddTicketNote', { ticketid: id, message: 'Kept' });
  const before = await world.counts();
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note', attachments });
  const answer = await world.done('DeleteTicketNote', { noteid });
  expectAnswer('DeleteTicketNote', answer);
  const { notes, attachments: files, attachment_contents } = await world.counts();
  expect([notes, files, attachment_contents]).toEqual([before.notes, before.attachments, before.attachment_contents]);
  expect(await world.done('GetTicketNotes', { ticketid: id })).toMatchObject({
    notes: { note: [{ message: 'Kept' }] },
  });
  expect(await world.logged()).toMatchObject({ description: `Note deleted: id ${id}, note ${noteid}`, clientId });
});

test('erases a note that came with a merged ticket', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const { noteid } = await world.done('AddTicketNote', { ticketid: two.id, message: 'Note' });
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: two.id });
  await world.done('DeleteTicketNote', { noteid });
  expect(await world.done('GetTicketNotes', { ticketid: two.id })).toMatchObject({ totalresults: 0 });
});

testRefusals(world, 'DeleteTicketNote', [
  { message: 'Note ID Not Found', params: { noteid: 999_999 } },
  { message: 'Note ID Not Found', because: 'none', params: {} },
  {
    message: 'Note ID Not Found',
    because: 'its ticket was put away',
    params: async () => {
      const { id } = await world.ticket();
      const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { noteid };
    },
  },
]);
