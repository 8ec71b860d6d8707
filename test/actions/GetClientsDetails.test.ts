import { expectAnswer } from '../support/answers';
import { readNvp, readXml } from '../support/read-answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Details {
  client: Record<string, unknown>;
  stats?: Record<string, unknown>;
}
const details = async (params: Record<string, unknown>) =>
  (await world.done('GetClientsDetails', params)) as unknown as Details;

async function field(name: string, type: 'text' | 'select' | 'checkbox', options?: string[]): Promise<number> {
  const id = await world.customField({ name, type, ...(options && { options }) });
  await world.change(`update custom_fields set owner = 'client' where id = $1`, [id]);
  return id;
}

test('answers every published key of a client', async () => {
  const { clientId, userId } = await world.client('Ann Lee');
  const other = await world.client('Bob Fox');
  await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [clientId, other.userId]);
  const [text, choice, tick] = [
    await field('Trade', 'text'),
    await field('Size', 'select', ['Small', 'Large']),
    await field('VIP', 'checkbox'),
  ];
  await world.done('UpdateClient', {
    ...{ clientid: clientId, companyname: 'Zoo', address1: 'A', address2: 'B', city: 'C', state: 'S', postcode: 'P' },
    ...{ country: 'gb', phonenumber: '01234 567890', tax_id: 'T', notes: 'N', language: 'english', currency: 3 },
    ...{ paymentmethod: 'paypal', marketingoptin: true, taxexempt: true, overrideautoclose: true },
    ...{ email_preferences: { invoice: false }, customfields: { [choice]: 'Large', [tick]: 'on' } },
  });
  const [client] = await world.rows('select uuid, email from clients where id = $1', [clientId]);
  const emails = await world.rows<{ email: string }>('select email from users where id = any($1) order by id', [
    [userId, other.userId],
  ]);
  const answer = await world.done('GetClientsDetails', { clientid: clientId });
  expect(answer).toMatchObject({
    result: 'success',
    client: {
      ...{ client_id: clientId, owner_user_id: userId, userid: clientId, id: clientId, uuid: client?.uuid },
      ...{ firstname: 'Ann', lastname: 'Lee', fullname: 'Ann Lee', companyname: 'Zoo', email: client?.email },
      ...{ address1: 'A', address2: 'B', city: 'C', fullstate: 'S', state: 'S', postcode: 'P', countrycode: 'GB' },
      ...{ country: 'GB', phonenumber: '01234 567890', tax_id: 'T' },
      email_preferences: { general: '1', invoice: '0', support: '1', product: '1', domain: '1', affiliate: '1' },
      ...{ statecode: 'S', countryname: 'United Kingdom', phonecc: '44', phonenumberformatted: '+44.1234567890' },
      ...{ telephoneNumber: '+44.1234567890', billingcid: 0, notes: 'N', currency: 3, defaultgateway: 'paypal' },
      ...{ groupid: 0, status: 'Active', credit: '0.00', taxexempt: true, latefeeoveride: false },
      ...{ overideduenotices: false, separateinvoices: false, disableautocc: false, emailoptout: false },
      ...{ marketing_emails_opt_in: true, overrideautoclose: true, allowSingleSignOn: 1, email_verified: false },
      ...{ language: 'english', isOptedInToMarketingEmails: true, lastlogin: 'No Login Logged', currency_code: 'USD' },
      customfields: [
        { id: text, value: '' },
        { id: choice, value: 'Large' },
        { id: tick, value: '1' },
      ],
      ...{ customfields1: '', customfields2: 'Large', customfields3: '1' },
      users: {
        user: [
          { id: userId, name: 'Ann Lee', email: emails[0]?.email, is_owner: true },
          { id: other.userId, name: 'Bob Fox', email: emails[1]?.email, is_owner: false },
        ],
      },
    },
  });
  await world.change('delete from custom_fields where id = any($1)', [[choice, tick]]);
  expectAnswer('GetClientsDetails', await world.done('GetClientsDetails', { clientid: clientId }));
  await world.change('delete from custom_fields where id = $1', [text]);
});

test.each(['false', 'true'])('repeats the fields of the client at the top, with stats %s', async (stats) => {
  const { clientId } = await world.client('Ann Lee');
  const last = stats === 'false' ? ['client'] : ['client', 'stats'];
  const { json } = await world.post({ action: 'GetClientsDetails', clientid: String(clientId), stats });
  const { client } = json as unknown as Details;
  const keys = Object.keys(client);
  expect(Object.keys(json!)).toEqual(['result', ...keys, ...last]);
  expect(json).toMatchObject(client);

  const asked = { action: 'GetClientsDetails', clientid: String(clientId), stats };
  const [first, ...pairs] = Object.entries(readNvp((await world.post({ ...asked, responsetype: 'nvp' })).text));
  expect(first).toEqual(['result', 'success']);
  const nested = pairs.filter(([name]) => name.startsWith('client['));
  expect(nested.map(([name]) => name.replace(/^client\[(\w+)\]/, '$1'))).toEqual(
    pairs.slice(0, nested.length).map(([name]) => name),
  );
  const root = readXml((await world.post({ ...asked, responsetype: 'xml' })).text);
  expect(root.children.map(({ name }) => name)).toEqual(['action', 'result', ...keys, ...last]);
});

test('counts what a client has, on request', async () => {
  const { clientId } = await world.client();
  const services = [await world.service(clientId), await world.service(clientId)];
  await world.domain(clientId);
  await world.change(`update services set status = 'Cancelled' where id = $1`, [services[0]]);
  await world.change(`update domains set status = 'Expired' where client_id = $1`, [clientId]);
  const tickets = [];
  for (let index = 0; index < 4; index++) tickets.push((await world.ticket({ clientid: clientId })).id);
  await world.done('UpdateTicket', { ticketid: tickets[0], status: 'Closed' });
  await world.change('update tickets set deleted_at = now() where id = $1', [tickets[1]]);
  await world.change('update tickets set merged_into_id = $2 where id = $1', [tickets[2], tickets[3]]);
  await world.ticket();

  const answer = await world.done('GetClientsDetails', { clientid: clientId, stats: 'true' });
  expectAnswer('GetClientsDetails', answer);
  const { stats = {} } = answer as unknown as Details;
  expect(Object.fromEntries(Object.entries(stats).filter(([, value]) => value !== 0 && value !== '0.00'))).toEqual({
    ...{ productsnumactiveother: 1, productsnumother: 2, productsnumactive: 1, productsnumtotal: 2 },
    ...{ numdomains: 1, numtickets: 2, numactivetickets: 1, incredit: false, isAffiliate: false },
  });
  expect((await details({ clientid: clientId, stats: 'false' })).stats).toBeUndefined();
});

test.each<[string, string, string, string]>([
  ['GB', '', '44', ''],
  ['GB', '+1 555 0100', '1', '+1.5550100'],
  ['US', '555-0100', '1', '+1.5550100'],
  ['IT', '02 1234', '39', '+39.021234'],
  ['DE', '+420.0', '420', '+420.0'],
  ['DE', '+999 1', '49', '+49.9991'],
  ['', '555', '', '555'],
  ['Norge', '555', '', '555'],
])('in "%s", the number "%s" has the code "%s" and is "%s"', async (country, phone, code, formatted) => {
  const { clientId } = await world.client();
  await world.change('update clients set country = $2, phone = $3 where id = $1', [clientId, country, phone]);
  expect((await details({ clientid: clientId })).client).toMatchObject({
    ...{ phonenumber: phone, phonecc: code, phonenumberformatted: formatted, telephoneNumber: formatted },
  });
});

test('finds the oldest client with an e-mail address', async () => {
  const [first, second] = [await world.client(), await world.client()];
  await world.change(`update clients set email = 'Same@example.com' where id = any($1)`, [
    [first.clientId, second.clientId],
  ]);
  const byEmail = await details({ clientid: '0', email: ' same@EXAMPLE.com ' });
  expect(byEmail.client).toMatchObject({ id: first.clientId, email: 'Same@example.com' });
  expect((await details({ clientid: second.clientId, email: 'x@example.com' })).client.id).toBe(second.clientId);
});

test('tells when and from where a user signed in, in the time zone of the desk', async () => {
  const { clientId } = await world.client();
  await world.change(
    `update clients set last_login_at = '2027-01-31 09:05Z', last_address = '192.0.2.1' where id = $1`,
    [clientId],
  );
  expect((await details({ clientid: clientId })).client.lastlogin).toBe(
    'Date: 31/01/2027 09:05<br>IP Address: 192.0.2.1<br>Host: 192.0.2.1',
  );
});

testRefusals(world, 'GetClientsDetails', [
  { message: 'Either clientid Or email Is Required', params: {} },
  { message: 'Either clientid Or email Is Required', because: 'empty', params: { clientid: '', email: 'undefined' } },
  { message: 'Client Not Found', params: { clientid: 999_999 } },
  { message: 'Client Not Found', because: 'no id', params: { clientid: 'x' } },
  { message: 'Client Not Found', because: 'no such address', params: { email: 'nobody@example.com' } },
]);
