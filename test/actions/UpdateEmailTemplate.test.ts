import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (name: string, language?: string) => {
  const words = { type: 'support', subject: 'Subject', message: 'Message' };
  return Number((await world.done('AddEmailTemplate', { ...words, name, language })).templateid);
};
const builtIn = async () =>
  (await world.rows<{ id: number }>(`select id from email_templates where name = 'Client Signup Email'`))[0]!.id;
const templateOf = async (id: number) => (await world.rows('select * from email_templates where id = $1', [id]))[0];

/** The parameters sent, the changes of the row and in the log and, if it matters, the parameters sent before. */
test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown, Record<string, unknown>?]>([
  ['nothing when nothing is sent', {}, {}, null],
  ['the subject', { subject: 'Hi' }, { subject: 'Hi' }, { subject: ['Welcome to {$company_name}', 'Hi'] }],
  ['the message', { message: '<b>{$x}</b>' }, { body: '<b>{$x}</b>' }, { body: ['...', '...'] }],
  ['the plain text', { plainmessage: 'Hi' }, { plain: 'Hi' }, { plain: ['...', '...'] }, { plainmessage: ' ' }],
  ['that it has none', { plainmessage: ' ' }, { plain: '' }, { plain: ['...', '...'] }, { plainmessage: 'Hi' }],
  ['whether it is sent', { disabled: 'true' }, { disabled: true }, { disabled: [false, true] }, { disabled: 'false' }],
  ['that again', { disabled: 'false' }, { disabled: false }, { disabled: [true, false] }, { disabled: 'true' }],
  ['not its own name', { name: 'Client Signup Email' }, {}, null],
])('changes %s, also of a built-in template', async (_what, params, expected, changes, earlier = {}) => {
  const id = await builtIn();
  await world.done('UpdateEmailTemplate', { templateid: id, ...earlier });
  const before = await templateOf(id);
  const answer = await world.done('UpdateEmailTemplate', { templateid: id, ...params });
  expectAnswer('UpdateEmailTemplate', answer);
  expect(await templateOf(id)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect((await world.logged())?.changes).toEqual(changes);
});

test('renames all languages at once', async () => {
  const ids = [await add('Away'), await add('Away', 'german')];
  await world.done('UpdateEmailTemplate', { templateid: ids[1], name: ' Gone ', subject: 'Weg' });
  expect(await world.rows('select name, subject from email_templates where id = any($1) order by id', [ids])).toEqual([
    { name: 'Gone', subject: 'Subject' },
    { name: 'Gone', subject: 'Weg' },
  ]);
  expect(await world.logged()).toMatchObject({ changes: { name: ['Away', 'Gone'], subject: ['Subject', 'Weg'] } });
  await world.done('UpdateEmailTemplate', { templateid: ids[0], name: 'GONE' });
  expect(await templateOf(ids[1]!)).toMatchObject({ name: 'GONE' });
});

testRefusals(world, 'UpdateEmailTemplate', [
  { message: 'Email Template ID Not Found', params: {} },
  { message: 'Email Template ID Not Found', because: 'no such one', params: { templateid: 999_999, subject: 'A' } },
  {
    message: 'Name is required, with at most 250 characters',
    params: async () => ({ templateid: await add('Blank'), name: ' ' }),
  },
  {
    message: 'Subject is required, with at most 1000 characters',
    params: async () => ({ templateid: await builtIn(), subject: ' ' }),
  },
  {
    message: 'Message is required, with at most 65535 characters',
    params: async () => ({ templateid: await builtIn(), message: 'x'.repeat(65_536) }),
  },
  {
    message: 'A built-in email template cannot be renamed',
    params: async () => ({ templateid: await builtIn(), subject: 'A', name: 'client signup email' }),
  },
  {
    message: 'A built-in email template cannot be renamed',
    because: 'through another language of it',
    params: async () => ({ templateid: await add('Support Ticket Reply', 'french'), name: 'Mine' }),
  },
  {
    message: 'There is an email template of that name already',
    params: async () => ({ templateid: await add('Other'), subject: 'A', name: 'support ticket opened' }),
  },
  {
    message: 'Template error in message, line 1: {include file="a.tpl"} is not supported',
    params: async () => ({ templateid: await builtIn(), message: '{include file="a.tpl"}' }),
  },
]);
