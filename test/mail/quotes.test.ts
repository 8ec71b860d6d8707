import { writeMails } from '../support/mail-desk';
import { useWorld } from '../support/world';

const world = useWorld();

const TEMPLATE = `name = 'Support Ticket Reply'`;

async function conversation() {
  const { id } = await world.ticket({ message: 'First words', email: 'ann@example.com', noemail: true });
  const guest = { name: 'Ann', email: 'ann@example.com', noemail: true };
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'Second <words>', ...guest });
  await world.done('AddTicketNote', { ticketid: id, message: 'A secret note' });
  return { id, replyid: Number(replyid) };
}

async function mailOf(ticketid: number, params: Record<string, unknown>) {
  await world.done('AddTicketReply', { ticketid, message: 'The answer', adminusername: 'Jo', ...params });
  await writeMails(world);
  const [mail] = await world.rows<{ body: string; plain: string }>(
    'select body, plain from emails where ticket_id = $1 order by id desc limit 1',
    [ticketid],
  );
  return mail ?? { body: '', plain: '' };
}

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, email: 'support@desk.example.com' });
});

test('the mail about a reply quotes what was chosen, and nothing by default', async () => {
  const { id, replyid } = await conversation();
  const quoted = async (params: Record<string, unknown>) => {
    const { plain } = await mailOf(id, params);
    return ['First words', 'Second <words>', 'A secret note'].map((words) => plain.includes(`> ${words}`));
  };
  expect(await quoted({})).toEqual([false, false, false]);
  expect(await quoted({ quote: 'none' })).toEqual([false, false, false]);
  expect(await quoted({ quote: 'all' })).toEqual([true, true, false]);
  expect(await quoted({ quote: String(replyid) })).toEqual([false, true, false]);
});

test('it stands after the answer, or where the template has its place', async () => {
  const { id } = await conversation();
  const after = await mailOf(id, { quote: 'last' });
  expect(after.plain).toMatch(/The answer\s+Ann, [-\d]+ [:\d]+:\n> Second <words>/);
  expect(after.body).toMatch(/The answer[\s\S]*<blockquote[^>]*>[\s\S]*Second &lt;words&gt;/);
  const [template] = await world.rows<{ body: string }>(`select body from email_templates where ${TEMPLATE} limit 1`);
  await world.change(
    `update email_templates set body = '<div>{$ticket_quote}</div><p>{$ticket_message}</p>' where ${TEMPLATE}`,
  );
  const before = await mailOf(id, { quote: 'last' });
  await world.change(`update email_templates set body = $1 where ${TEMPLATE}`, [template?.body]);
  expect(before.body).toMatch(/<div>[\s\S]*<blockquote[\s\S]*<\/div>[\s\S]*The answer/);
  expect(before.body.match(/<blockquote/g)).toHaveLength(1);
});

test('a reply that is sent later quotes as its author has chosen', async () => {
  await world.admin('later');
  const { id } = await conversation();
  const { scheduledid } = await world.done(
    'ScheduleTicketReply',
    { ticketid: id, message: 'Soon', quote: 'last' },
    'later',
  );
  await world.done('SendScheduledReply', { scheduledid }, 'later');
  await writeMails(world);
  const [mail] = await world.rows<{ plain: string }>(
    'select plain from emails where ticket_id = $1 order by id desc limit 1',
    [id],
  );
  expect(mail?.plain).toContain('> Second <words>');
});
