import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const AWAY = { type: 'support', name: 'Away', subject: 'We are away', message: '<p>Until {$day}</p>' };

test('adds a template, and the same in another language', async () => {
  const answer = await world.done('AddEmailTemplate', { ...AWAY, name: ' Away ' });
  expectAnswer('AddEmailTemplate', answer);
  const other = { type: 'support', name: 'AWAY', language: 'German', subject: 'Weg', message: 'Bis {$day}' };
  const { templateid } = await world.done('AddEmailTemplate', { ...other, disabled: 'true' });
  const ids = [answer.templateid, templateid];
  expect(await world.rows('select * from email_templates where id = any($1) order by id', [ids])).toEqual([
    {
      ...{ id: ids[0], kind: 'support', name: 'Away', language: '', subject: 'We are away' },
      ...{ body: '<p>Until {$day}</p>', custom: true, disabled: false, updated_at: world.now },
      ...{ department_id: null, plain: '' },
    },
    {
      ...{ id: ids[1], kind: 'support', name: 'Away', language: 'german', subject: 'Weg', body: 'Bis {$day}' },
      ...{ custom: true, disabled: true, updated_at: world.now, department_id: null, plain: '' },
    },
  ]);
  expect(await world.logged()).toMatchObject({ changes: { name: [null, 'AWAY'] } });
});

test('adds a version for a department, with plain text of its own', async () => {
  const departmentid = await world.department({ name: 'Night shift' });
  const { templateid } = await world.done('AddEmailTemplate', {
    ...AWAY,
    deptid: departmentid,
    plainmessage: 'Until {$day}',
  });
  expect(await world.rows('select department_id, plain from email_templates where id = $1', [templateid])).toEqual([
    { department_id: departmentid, plain: 'Until {$day}' },
  ]);
  expect(await world.call('AddEmailTemplate', { ...AWAY, deptid: departmentid })).toMatchObject({
    message: 'There is an email template of that name already',
  });
});

const REQUIRED = {
  name: 'Name is required, with at most 250 characters',
  subject: 'Subject is required, with at most 1000 characters',
  message: 'Message is required, with at most 65535 characters',
};
const NEW = { ...AWAY, name: 'New' };

testRefusals(world, 'AddEmailTemplate', [
  { message: 'Invalid message type provided', params: {} },
  { message: 'Invalid message type provided', because: 'no such type', params: { ...NEW, type: 'staff' } },
  { message: REQUIRED.name, params: { ...NEW, name: ' ' } },
  { message: REQUIRED.subject, params: { ...NEW, subject: 'x'.repeat(1001) } },
  { message: REQUIRED.message, params: { ...NEW, message: '' } },
  { message: 'Department ID Not Found', params: { ...NEW, deptid: 999 } },
  {
    message: 'There is no email template of that name yet',
    because: 'for any department',
    params: { ...NEW, deptid: 1 },
  },
  { message: 'Invalid language', params: { ...NEW, language: '../fr' } },
  { message: 'There is an email template of that name already', params: { ...NEW, name: 'away' } },
  {
    message: 'There is an email template of that name already',
    because: 'in that language',
    params: { ...NEW, name: 'away', language: 'GERMAN' },
  },
  { message: 'There is no email template of that name yet', params: { ...NEW, language: 'german' } },
  { message: 'The type of that email template is support', params: { ...AWAY, type: 'general', language: 'french' } },
  {
    message: 'Template error in message, line 2: {section name=i loop=$list} is not supported',
    params: { ...NEW, message: '<p>Hello</p>\n{section name=i loop=$list}{$i}{/section}' },
  },
  { message: 'Template error in subject, line 1: {if} has no {/if}', params: { ...NEW, subject: '{if $x}A' } },
  {
    message:
      'Template error in plainmessage, line 1: the modifier regex_replace of {$a|regex_replace} is not supported',
    params: { ...NEW, plainmessage: '{$a|regex_replace}' },
  },
]);
