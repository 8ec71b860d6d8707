import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const contactOf = async (id: unknown) => (await world.rows('select * from contacts where id = $1', [id]))[0];

test('adds a contact with every parameter, and emits the event', async () => {
  const { clientId } = await world.client();
  await world.events();
  const answer = await world.done('AddContact', {
    ...{ clientid: clientId, firstname: 'Con', lastname: 'Tact', companyname: 'Zoo', email: ' con@example.com ' },
    ...{ address1: 'A', address2: 'B', city: 'C', state: 'S', postcode: 'P', country: 'de', phonenumber: '030 1' },
    ...{ tax_id: 'T', email_preferences: { general: '1', product: 'true', domain: 'off', support: '' } },
  });
  expectAnswer('AddContact', answer);
  expect(await contactOf(answer.contactid)).toEqual({
    ...{ id: answer.contactid, client_id: clientId, first_name: 'Con', last_name: 'Tact', company: 'Zoo' },
    ...{ email: 'con@example.com', address1: 'A', address2: 'B', city: 'C', state: 'S', postcode: 'P', country: 'DE' },
    ...{ phone: '030 1', tax_id: 'T', email_preferences: { general: true, product: true, domain: false } },
    ...{ created_at: world.now, updated_at: world.now },
  });
  expect(await world.events()).toEqual(['ContactAdd']);
  expect(await world.rows('select payload from outbox order by id desc limit 1')).toEqual([
    {
      payload: {
        ...{ userid: clientId, contactid: answer.contactid },
        ...{ firstname: 'Con', lastname: 'Tact', email: 'con@example.com' },
      },
    },
  ]);
  expect(await world.logged()).toMatchObject({
    ...{ action: 'AddContact', clientId, changes: { name: [null, 'Con Tact'], email: [null, 'con@example.com'] } },
  });
});

test('adds contacts without any details, and with an address that another client has', async () => {
  const [first, second] = [await world.client(), await world.client()];
  for (let times = 0; times < 2; times++) {
    const { contactid } = await world.done('AddContact', { clientid: first.clientId });
    expect(await contactOf(contactid)).toMatchObject({ first_name: '', email: '', email_preferences: {} });
  }
  await world.contact(first.clientId);
  await world.done('AddContact', { clientid: second.clientId, email: 'con.tact@example.com' });
});

test('of concurrent calls with the same address, only one succeeds', async () => {
  const { clientId } = await world.client();
  const params = { clientid: clientId, email: 'twin@example.com' };
  const answers = await Promise.all(Array.from({ length: 4 }, () => world.call('AddContact', params)));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'error', 'error', 'success']);
});

const ofNew = (params: Record<string, unknown>) => async () => ({
  clientid: (await world.client()).clientId,
  ...params,
});

testRefusals(world, 'AddContact', [
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999 } },
  { message: 'The email address entered is not valid', params: ofNew({ email: 'a@b' }) },
  { message: 'Valid country required', params: ofNew({ country: 'Germany' }) },
  {
    message: 'Duplicate Email Address',
    params: async () => {
      const { clientId } = await world.client();
      await world.contact(clientId);
      return { clientid: clientId, email: 'CON.tact@example.com' };
    },
  },
  {
    message: 'Parameter "email_preferences" must be an object',
    params: ofNew({ email_preferences: ['general'] }),
  },
]);
