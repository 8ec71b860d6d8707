import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (name: string, language?: string) => {
  const words = { type: 'general', subject: 'Subject', message: 'Message' };
  return Number((await world.done('AddEmailTemplate', { ...words, name, language })).templateid);
};
const left = async (ids: number[]) =>
  (await world.rows<{ id: number }>('select id from email_templates where id = any($1) order by id', [ids])).map(
    ({ id }) => id,
  );

test('deletes one language or the whole template, and keeps the mail', async () => {
  const ids = [await add('Away'), await add('Away', 'german'), await add('Away', 'french'), await add('Away too')];
  const { clientId } = await world.client();
  const { emailid } = await world.done('SendEmail', { messagename: 'Away', id: clientId });
  const answer = await world.done('DeleteEmailTemplate', { templateid: ids[1] });
  expectAnswer('DeleteEmailTemplate', answer);
  expect(await left(ids)).toEqual([ids[0], ids[2], ids[3]]);
  await world.done('DeleteEmailTemplate', { templateid: ids[0] });
  expect(await left(ids)).toEqual([ids[3]]);
  expect(await world.rows('select template_id, subject from emails where id = $1', [emailid])).toEqual([
    { template_id: null, subject: 'Subject' },
  ]);
  expect(await world.logged()).toMatchObject({ changes: { name: ['Away', null] } });
});

test('deletes a translation of a built-in template', async () => {
  const id = await add('Client Signup Email', 'german');
  await world.done('DeleteEmailTemplate', { templateid: id });
  expect(await world.done('GetEmailTemplates', { type: 'general' })).toMatchObject({ totalresults: 2 });
});

testRefusals(world, 'DeleteEmailTemplate', [
  { message: 'Email Template ID Not Found', params: { templateid: 999_999 } },
  { message: 'Email Template ID Not Found', because: 'nothing sent', params: {} },
  {
    message: 'A built-in email template cannot be deleted',
    params: async () => ({
      templateid: (await world.rows<{ id: number }>('select min(id) as id from email_templates'))[0]!.id,
    }),
  },
]);
