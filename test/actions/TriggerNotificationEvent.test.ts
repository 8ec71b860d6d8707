import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const DONE = { notification_identifier: 'backup', title: 'Backup done', message: 'The backup is done.' };

const payload = async () =>
  (
    await world.rows<{ event: string; payload: unknown }>('select event, payload from outbox order by id desc limit 1')
  )[0];

test('notifies listeners, with everything that was sent', async () => {
  const more = { url: 'https://example.com/backup?id=1', status: 'Done', statusStyle: 'success' };
  const attributes = [
    { label: 'Size', value: '12 GB', url: 'http://example.com/', style: 'info', icon: 'disk', other: 'x' },
    { label: 'Errors', value: '' },
  ];
  const answer = await world.done('TriggerNotificationEvent', { ...DONE, ...more, attributes });
  expectAnswer('TriggerNotificationEvent', answer);
  expect(await payload()).toEqual({
    event: 'NotificationPreSend',
    payload: {
      ...{ ...DONE, ...more },
      attributes: [
        { label: 'Size', value: '12 GB', url: 'http://example.com/', style: 'info', icon: 'disk' },
        { label: 'Errors', value: '', url: '', style: '', icon: '' },
      ],
    },
  });
  expect(await world.logged()).toMatchObject({
    action: 'TriggerNotificationEvent',
    description: 'TriggerNotificationEvent',
  });
});

test('takes forms, and passes what is left out as empty', async () => {
  const form = { 'attributes[0][label]': 'Size', 'attributes[0][value]': '12 GB' };
  const { json } = await world.post({ action: 'TriggerNotificationEvent', ...DONE, ...form });
  expect(json).toEqual({ result: 'success' });
  expect(await payload()).toMatchObject({
    payload: {
      ...{ url: '', status: '', statusStyle: '' },
      attributes: [{ label: 'Size', value: '12 GB', url: '', style: '', icon: '' }],
    },
  });
});

const URL_TEXT = 'The URL must begin with http:// or https://';
const ATTRIBUTES =
  'Attributes must be a list of label and value, with url (http or https), style and icon where wanted';

testRefusals(world, 'TriggerNotificationEvent', [
  { message: 'API Notification Events require a identifier string to be passed.', params: {} },
  {
    message: 'API Notification Events require a title to be provided.',
    params: { notification_identifier: 'backup', title: ' ' },
  },
  { message: 'API Notification Events require a message to be provided.', params: { ...DONE, message: '' } },
  ...['javascript:alert(1)', '//example.com', 'http://', 'https:// a'].map((url) => ({
    ...{ message: URL_TEXT, because: url, params: { ...DONE, url } },
  })),
  ...[
    '!',
    'x=1',
    { label: 'Size', value: '12' },
    [['Size', '12']],
    [{ label: 'Size' }],
    [{ label: ' ', value: '12' }],
    [{ label: 'Size', value: '12', url: 'javascript:alert(1)' }],
    [{ label: 'Size', value: ['12'] }],
  ].map((attributes) => ({
    ...{ message: ATTRIBUTES, because: JSON.stringify(attributes), params: { ...DONE, attributes } },
  })),
]);
