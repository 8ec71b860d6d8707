import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const ICANN =
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please enable domain notifications for the primary account holder or another contact';

const contactOf = async (id: unknown) => (await world.rows('select * from contacts where id = $1', [id]))[0];

async function newContact() {
  const { clientId } = await world.client();
  return { clientId, contactId: await world.contact(clientId) };
}

/** The parameters sent, the row afterwards and, if it matters, the parameters sent before. */
test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]>([
  ['the names', { firstname: 'Jo', lastname: 'Fox' }, { first_name: 'Jo', last_name: 'Fox' }],
  ['company and tax id', { companyname: 'Zoo', tax_id: 'T' }, { company: 'Zoo', tax_id: 'T' }],
  ['the e-mail address', { email: 'Jo@example.com' }, { email: 'Jo@example.com' }],
  ['the letters of its own address', { email: 'Con.Tact@example.com' }, { email: 'Con.Tact@example.com' }],
  ['the address', { address1: 'A', address2: 'B', city: 'C' }, { address1: 'A', address2: 'B', city: 'C' }],
  ['place', { state: 'S', postcode: 'P', country: 'de' }, { state: 'S', postcode: 'P', country: 'DE' }],
  ['the telephone number', { phonenumber: '1' }, { phone: '1' }],
  ['preferences', { email_preferences: { support: 'on' } }, { email_preferences: { support: true } }],
  [
    'one preference, and not the others',
    { email_preferences: { domain: 'no' } },
    { email_preferences: { support: true, domain: false } },
    { email_preferences: { support: 'on' } },
  ],
])('changes %s', async (_what, params, expected, earlier = {}) => {
  const { clientId, contactId } = await newContact();
  await world.done('UpdateContact', { contactid: contactId, ...earlier });
  const before = await contactOf(contactId);
  await world.events();
  const answer = await world.done('UpdateContact', { contactid: contactId, ...params });
  expectAnswer('UpdateContact', answer);
  expect(answer).toEqual({ result: 'success', contactid: contactId });
  expect(await contactOf(contactId)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect(await world.events()).toEqual(['ContactEdit']);
  const [told] = await world.rows(`select payload from outbox order by id desc limit 1`);
  expect(told?.payload).toMatchObject({ userid: clientId, contactid: contactId, changed: Object.keys(expected) });
  expect(Object.keys((await world.logged())?.changes as object).sort()).toEqual(Object.keys(expected).sort());
});

test('emits nothing if nothing changes', async () => {
  const { contactId } = await newContact();
  await world.events();
  await world.done('UpdateContact', { contactid: contactId, firstname: 'Con', city: '' });
  expect(await world.events()).toEqual([]);
});

async function deafClient(): Promise<{ clientId: number; contactId: number }> {
  const { clientId } = await world.client();
  const contact = { clientid: clientId, email: 'domains@example.com', email_preferences: { domain: true } };
  const { contactid } = await world.done('AddContact', contact);
  await world.done('UpdateClient', { clientid: clientId, email_preferences: { domain: false } });
  return { clientId, contactId: contactid as number };
}

test('turns mail about domains off if another contact gets it', async () => {
  const { clientId, contactId } = await deafClient();
  const other = { clientid: clientId, email: 'too@example.com', email_preferences: { domain: true } };
  await world.done('AddContact', other);
  await world.done('UpdateContact', { contactid: contactId, email_preferences: { domain: false } });
  expect(await contactOf(contactId)).toMatchObject({ email_preferences: { domain: false } });
});

testRefusals(world, 'UpdateContact', [
  { message: 'Contact ID Not Found', params: {} },
  { message: 'Contact ID Not Found', because: 'no such contact', params: { contactid: 999_999, city: 'C' } },
  {
    message: 'The email address entered is not valid',
    params: async () => ({ contactid: (await newContact()).contactId, email: 'a@b' }),
  },
  {
    message: 'Valid country required',
    params: async () => ({ contactid: (await newContact()).contactId, country: 'Germany' }),
  },
  {
    message: 'Duplicate Email Address',
    params: async () => {
      const { clientId } = await world.client();
      await world.contact(clientId);
      const { contactid } = await world.done('AddContact', { clientid: clientId, email: 'other@example.com' });
      return { contactid, email: 'CON.TACT@example.com' };
    },
  },
  {
    message: ICANN,
    params: async () => ({ contactid: (await deafClient()).contactId, email_preferences: { domain: '0' } }),
  },
]);
