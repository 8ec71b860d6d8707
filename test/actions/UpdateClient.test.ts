import { expectAnswer } from '../support/answers';
import { customFieldRefusals } from '../support/custom-field-refusals';
import { testRefusals } from '../support/refusals';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld(refuseUnknown);

const ICANN =
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please create an alternative contact that is set to receive them';

const clientOf = async (id: unknown) => (await world.rows('select * from clients where id = $1', [id]))[0];
const payload = async () =>
  (await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1'))[0]?.payload;

/** The parameters sent, the row afterwards and, if it matters, the parameters sent before. */
test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]>([
  ['the names', { firstname: 'Jo', lastname: "O'Hara" }, { first_name: 'Jo', last_name: "O'Hara" }],
  ['company and tax id', { companyname: 'Fox', tax_id: 'T' }, { company: 'Fox', tax_id: 'T' }],
  ['the e-mail address', { email: ' new@example.com ' }, { email: 'new@example.com' }],
  [
    'the letters of its own address',
    { email: 'OWN@example.com' },
    { email: 'OWN@example.com' },
    { email: 'own@example.com' },
  ],
  ['the address', { address1: 'A', address2: 'B', city: 'C' }, { address1: 'A', address2: 'B', city: 'C' }],
  ['place', { state: 'S', postcode: 'P', country: 'de' }, { state: 'S', postcode: 'P', country: 'DE' }],
  ['the telephone number', { phonenumber: '+49 30 1234' }, { phone: '+49 30 1234' }],
  ['an odd one', { country: 'Norge', phonenumber: 'no', skipvalidation: 1 }, { country: 'Norge', phone: 'no' }],
  ['money things', { currency: 3, paymentmethod: 'paypal' }, { currency_id: 3, payment_method: 'paypal' }],
  ['language and notes', { language: 'french', notes: 'N' }, { language: 'french', notes: 'N' }],
  ['the address of its machine', { clientip: '192.0.2.1' }, { last_address: '192.0.2.1' }],
  ['single sign-on, off', { allow_sso: 'off' }, { sso_allowed: false }],
  ['single sign-on, on', { allow_sso: true }, { sso_allowed: true }, { allow_sso: false }],
  ['marketing', { marketingoptin: 'on' }, { marketing_opt_in: true }],
  ['the status', { status: 'inactive' }, { status: 'Inactive' }],
  ['flags', { taxexempt: 'on', latefeeoveride: 1 }, { billing_flags: { taxexempt: true, latefeeoveride: true } }],
  [
    'one flag, and not the others',
    { taxexempt: 'false', disableautocc: true, clearcreditcard: true },
    { billing_flags: { taxexempt: false, latefeeoveride: true, disableautocc: true } },
    { taxexempt: 'on', latefeeoveride: 1 },
  ],
  [
    'preferences',
    { email_preferences: { general: '0', support: 'off', product: 'true', other: '1' } },
    { email_preferences: { general: false, support: false, product: true } },
  ],
  [
    'one preference, and not the others',
    { email_preferences: { general: 'yes', support: '' } },
    { email_preferences: { general: true, support: false, product: true } },
    { email_preferences: { general: '0', support: 'off', product: 'true' } },
  ],
])('changes %s', async (_what, params, expected, earlier = {}) => {
  const { clientId } = await world.client();
  await world.done('UpdateClient', { clientid: clientId, ...earlier });
  const before = await clientOf(clientId);
  await world.events();
  const answer = await world.done('UpdateClient', { clientid: before?.id, ...params });
  expectAnswer('UpdateClient', answer);
  expect(answer.clientid).toBe(before?.id);
  expect(await clientOf(before?.id)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect(await world.events()).toEqual(['ClientEdit']);
  expect(await payload()).toMatchObject({ userid: before?.id, changed: Object.keys(expected) });
  expect(await world.logged()).toMatchObject({ clientId: before?.id });
});

test('changes nothing if nothing is sent, and emits no event', async () => {
  const { clientId } = await world.client();
  const before = await clientOf(clientId);
  await world.events();
  await world.done('UpdateClient', { clientid: clientId, firstname: 'Ann', city: '' });
  expect(await clientOf(clientId)).toEqual({ ...before, updated_at: world.now });
  expect(await world.events()).toEqual([]);
});

test('finds a client by its address', async () => {
  const { clientId } = await world.client();
  const { email } = (await clientOf(clientId)) as { email: string };
  const sent = { clientid: '', clientemail: email.toUpperCase(), city: 'York' };
  expect(await world.done('UpdateClient', sent)).toEqual({ result: 'success', clientid: clientId });
  expect(await clientOf(clientId)).toMatchObject({ city: 'York' });
});

test('reads preferences as a form sends them', async () => {
  const { clientId } = await world.client();
  const fields = { 'email_preferences[invoice]': 'false', 'email_preferences[affiliate]': 'true' };
  const { json } = await world.post({ action: 'UpdateClient', clientid: String(clientId), ...fields });
  expect(json).toEqual({ result: 'success', clientid: clientId });
  expect(await clientOf(clientId)).toMatchObject({ email_preferences: { invoice: false, affiliate: true } });
});

test('turns mail about domains off if a contact gets it', async () => {
  const { clientId } = await world.client();
  const contact = { clientid: clientId, email: 'domains@example.com', email_preferences: { domain: true } };
  await world.done('AddContact', contact);
  await world.done('UpdateClient', { clientid: clientId, email_preferences: { domain: false } });
  expect(await clientOf(clientId)).toMatchObject({ email_preferences: { domain: false } });
});

test('puts a client into a group and takes it out', async () => {
  const { clientId } = await world.client();
  await world.change(`insert into client_groups (id, name) overriding system value values (7, 'Good')`);
  await world.done('UpdateClient', { clientid: clientId, groupid: 7 });
  expect(await clientOf(clientId)).toMatchObject({ group_id: 7 });
  await world.done('UpdateClient', { clientid: clientId, groupid: 0 });
  expect(await clientOf(clientId)).toMatchObject({ group_id: null });
});

test('closes a client as CloseClient does', async () => {
  const { clientId } = await world.client();
  await world.events();
  await world.done('UpdateClient', { clientid: clientId, status: 'CLOSED', city: 'York' });
  expect(await world.events()).toEqual(['ClientEdit', 'ClientClose']);
  expect(await world.logged()).toMatchObject({ changes: { city: ['', 'York'], status: ['Active', 'Closed'] } });
});

test('sets and clears custom fields', async () => {
  const { clientId } = await world.client();
  const id = await world.customField({ name: 'Trade', type: 'text' });
  await world.change(`update custom_fields set owner = 'client' where id = $1`, [id]);
  const values = () => world.rows('select value from client_field_values where client_id = $1', [clientId]);
  await world.events();
  await world.done('UpdateClient', { clientid: clientId, customfields: { [id]: 'Baker' } });
  expect(await values()).toEqual([{ value: 'Baker' }]);
  expect(await world.events()).toEqual(['ClientEdit']);
  expect(await world.logged()).toMatchObject({ changes: { [`custom field ${id}`]: ['...', '...'] } });
  await world.done('UpdateClient', { clientid: clientId, customfields: { [id]: '' } });
  expect(await values()).toEqual([]);
});

test('of concurrent calls for the same address, only one gets it', async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, () => world.client()));
  const answers = await Promise.all(
    clients.map(({ clientId }) => world.call('UpdateClient', { clientid: clientId, email: 'wanted@example.com' })),
  );
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'error', 'error', 'success']);
});

const ofNew = (params: Record<string, unknown>) => async () => ({
  clientid: (await world.client()).clientId,
  ...params,
});

testRefusals(world, 'UpdateClient', [
  ...customFieldRefusals(world, 'client', (params) => ofNew(params)()),
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999, city: 'York' } },
  { message: 'Client ID Not Found', because: 'no such address', params: { clientemail: 'nobody@example.com' } },
  { message: ICANN, params: ofNew({ email_preferences: { domain: '0' } }) },
  {
    message: ICANN,
    because: 'its contact gets none',
    params: async () => {
      const { clientId } = await world.client();
      await world.contact(clientId);
      return { clientid: clientId, email_preferences: { domain: false } };
    },
  },
  { message: 'The email address entered is not valid', params: ofNew({ email: 'a@b', skipvalidation: true }) },
  { message: 'Valid country required', params: ofNew({ country: 'Germany' }) },
  { message: 'Invalid telephone phone number', params: ofNew({ phonenumber: 'none' }) },
  { message: 'Client Group ID Not Found', params: ofNew({ groupid: 999_999 }) },
  { message: 'clientip must be an IP address', params: ofNew({ clientip: 'localhost' }) },
  { message: 'Invalid status. Must be Active, Inactive or Closed', params: ofNew({ status: 'Gone' }) },
  { message: 'Parameter "email_preferences" must be an object', params: ofNew({ email_preferences: 'all' }) },
  {
    message: 'Parameter "email_preferences.domain" must be true or false',
    params: ofNew({ email_preferences: { domain: ['1'] } }),
  },
  {
    message: 'Duplicate Email Address',
    params: async () => {
      const [first, second] = [await world.client(), await world.client()];
      return { clientid: first.clientId, email: (await clientOf(second.clientId))?.email };
    },
  },
  {
    message: 'You did not provide required custom field value for Colour',
    params: async () => {
      await world.change(
        `insert into custom_fields (name, type, required, owner) values ('Colour', 'text', true, 'client')`,
      );
      return { clientid: (await world.client()).clientId, customfields: { colour: '' } };
    },
  },
]);
