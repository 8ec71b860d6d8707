import { compareSync } from 'bcryptjs';
import { expectAnswer } from '../support/answers';
import { customFieldRefusals } from '../support/custom-field-refusals';
import { testRefusals } from '../support/refusals';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld(refuseUnknown);

const NEEDED = {
  ...{ firstname: 'Eve', lastname: 'Fox', address1: '1 High Street', city: 'Leeds', state: 'Yorkshire' },
  ...{ postcode: 'LS1 1AA', country: 'gb', phonenumber: '0113 496 0000' },
};
let count = 0;
const needed = () => ({ ...NEEDED, email: `eve${++count}@example.com` });

const clientOf = async (id: unknown) => (await world.rows('select * from clients where id = $1', [id]))[0];
const ownerOf = async (id: unknown) =>
  (
    await world.rows(
      `select u.* from users u join client_users cu on cu.user_id = u.id where cu.client_id = $1 and cu.is_owner`,
      [id],
    )
  )[0];

async function customField(name: string, options: Record<string, unknown> = {}): Promise<number> {
  const id = await world.customField({ name, type: 'text', ...options });
  await world.change(`update custom_fields set owner = 'client' where id = $1`, [id]);
  return id;
}

test('adds a client with a user who can sign in, and emits the event', async () => {
  const params = { ...needed(), password2: 'a long password' };
  await world.events();
  const answer = await world.done('AddClient', params);
  expectAnswer('AddClient', answer);
  expect(await clientOf(answer.clientid)).toMatchObject({
    ...{ first_name: 'Eve', last_name: 'Fox', email: params.email, address1: '1 High Street', city: 'Leeds' },
    ...{ state: 'Yorkshire', postcode: 'LS1 1AA', country: 'GB', phone: '0113 496 0000', status: 'Active' },
    ...{ group_id: null, currency_id: 1, marketing_opt_in: false },
  });
  const owner = await ownerOf(answer.clientid);
  expect(owner).toMatchObject({ first_name: 'Eve', last_name: 'Fox', email: params.email });
  expect(compareSync('a long password', String(owner?.password_hash))).toBe(true);
  expect(await world.events()).toEqual(['UserAdd', 'ClientAdd']);
  expect(await world.rows(`select payload from outbox where event = 'ClientAdd' order by id desc limit 1`)).toEqual([
    {
      payload: {
        ...{
          userid: answer.clientid,
          client_id: answer.clientid,
          user_id: owner?.id,
          firstname: 'Eve',
          lastname: 'Fox',
        },
        ...{ email: params.email, companyname: '', country: 'GB', noemail: false },
      },
    },
  ]);
  expect(await world.logged()).toEqual({
    ...{ action: 'AddClient', description: `AddClient: clientid ${answer.clientid}`, caller: 'local' },
    ...{ username: expect.any(String), address: '', staffId: null, clientId: answer.clientid, userId: owner?.id },
    changes: { name: [null, 'Eve Fox'], email: [null, params.email] },
  });
});

test('stores every parameter', async () => {
  await world.change(`insert into client_groups (id, name) overriding system value values (7, 'Good')`);
  const { clientid } = await world.done('AddClient', {
    ...{
      ...needed(),
      companyname: 'Fox Ltd',
      address2: 'Flat 2',
      tax_id: 'GB1',
      securityqid: 3,
      securityqans: 'Rex Royal',
    },
    ...{ currency: 2, groupid: 7, language: 'german', clientip: '2001:db8::1', notes: 'Likes\ntea' },
    ...{ marketingoptin: 'true', noemail: '1', allow_sso: 'false' },
  });
  expect(await clientOf(clientid)).toMatchObject({
    ...{ company: 'Fox Ltd', address2: 'Flat 2', tax_id: 'GB1', security_question_id: 3, security_answer: 'Rex Royal' },
    ...{ currency_id: 2, group_id: 7, language: 'german', last_address: '2001:db8::1', notes: 'Likes\ntea' },
    marketing_opt_in: true,
    sso_allowed: false,
  });
  expect(JSON.stringify(await world.logged())).not.toContain('Rex Royal');
  expect((await ownerOf(clientid))?.password_hash).toBeNull();
  const [told] = await world.rows(`select payload->'noemail' as quiet from outbox order by id desc limit 1`);
  expect(told).toEqual({ quiet: true });
});

test('gives the account to the named user, whatever their address', async () => {
  const { userId } = await world.client('Ann Lee');
  const before = (await world.rows('select * from users where id = $1', [userId]))[0];
  const { clientid } = await world.done('AddClient', { ...needed(), owner_user_id: userId, password2: 'another one' });
  expect(await ownerOf(clientid)).toEqual(before);
});

test('accepts missing and odd values if validation is skipped', async () => {
  const { clientid } = await world.done('AddClient', { email: 'bare@example.com', skipvalidation: 'on' });
  // The default country is a setting.
  expect(await clientOf(clientid)).toMatchObject({ first_name: '', city: '', country: 'US', phone: '' });
  const odd = { ...needed(), country: 'Germany', phonenumber: 'none', skipvalidation: true };
  expect(await clientOf((await world.done('AddClient', odd)).clientid)).toMatchObject({
    ...{ country: 'Germany', phone: 'none' },
  });
});

test('stores custom fields of clients, and ignores others', async () => {
  const text = await customField('Trade');
  const needed1 = await customField('Referrer', { required: true });
  const ofTickets = await world.customField({ name: 'Of tickets', type: 'text' });
  const customfields = Buffer.from(JSON.stringify({ [text]: 'Baker', referrer: 'Ann' })).toString('base64');
  const { clientid } = await world.done('AddClient', { ...needed(), customfields });
  expect(await world.rows('select field_id, value from client_field_values where client_id = $1', [clientid])).toEqual([
    { field_id: text, value: 'Baker' },
    { field_id: needed1, value: 'Ann' },
  ]);
  await world.done('AddClient', { ...needed(), skipvalidation: true });
  expect(await world.call('AddClient', { ...needed(), customfields: { [text]: 'x' } })).toMatchObject({
    message: 'You did not provide required custom field value for Referrer',
  });
  const unknown = { ...needed(), customfields: { referrer: 'Ann', [ofTickets]: 'x' } };
  expect(await world.call('AddClient', unknown)).toMatchObject({
    message: `Custom field "${ofTickets}" does not exist`,
  });
  await world.change(`update custom_fields set required = false where id = $1`, [needed1]);
});

test('of concurrent calls with the same address, only one succeeds', async () => {
  const params = needed();
  const answers = await Promise.all(Array.from({ length: 5 }, () => world.call('AddClient', params)));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'error', 'error', 'error', 'success']);
});

const without = (name: string, value?: unknown) => ({ ...needed(), [name]: value });

testRefusals(world, 'AddClient', [
  { message: 'Invalid Owner User ID', params: () => without('owner_user_id', 999_999) },
  { message: 'Invalid Owner User ID', because: 'no id', params: () => without('owner_user_id', 'x') },
  { message: 'You did not enter your first name', params: () => without('firstname') },
  { message: 'You did not enter your first name', because: 'blank', params: () => without('firstname', ' ') },
  { message: 'You did not enter your last name', params: () => without('lastname') },
  { message: 'You did not enter your email address', params: () => without('email') },
  { message: 'You did not enter your email address', because: 'nothing', params: {} },
  { message: 'You did not enter your email address', because: 'blank', params: () => without('email', ' ') },
  { message: 'You did not enter your email address', because: 'always', params: { skipvalidation: true } },
  { message: 'The email address you entered was not valid', params: () => without('email', 'a@b') },
  {
    message: 'The email address you entered was not valid',
    because: 'too long',
    params: () =>
      without('email', `eve@${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'z'.repeat(60)}.example.com`),
  },
  {
    message: 'The email address you entered was not valid',
    because: 'always',
    params: { skipvalidation: true, email: 'a@b' },
  },
  { message: 'You did not enter your  address line 1', params: () => without('address1') },
  { message: 'You did not enter your city', params: () => without('city') },
  { message: 'You did not enter your state', params: () => without('state') },
  { message: 'You did not enter your postcode', params: () => without('postcode') },
  { message: 'Valid country required', params: () => without('country') },
  { message: 'Valid country required', because: 'no country', params: () => without('country', 'XX') },
  { message: 'Valid country required', because: 'three letters', params: () => without('country', 'GBR') },
  { message: 'You did not enter your phone number', params: () => without('phonenumber') },
  { message: 'Invalid telephone phone number', params: () => without('phonenumber', 'call me') },
  { message: 'Client Group ID Not Found', params: () => without('groupid', 999_999) },
  { message: 'clientip must be an IP address', params: () => without('clientip', '<b>') },
  ...customFieldRefusals(world, 'client', (params) => ({ ...needed(), ...params })),
  {
    message: 'You did not provide required custom field value for Colour',
    params: needed,
    // Only for this test: every other call would need it, too.
    during: async (call) => {
      await world.change(
        `insert into custom_fields (name, type, required, owner) values ('Colour', 'text', true, 'client')`,
      );
      try {
        return await call();
      } finally {
        await world.change(`delete from custom_fields where name = 'Colour'`);
      }
    },
  },
  ...['Blocked@example.ORG', '@example.net'].map((pattern) => ({
    message: 'The email address entered is not available for use.',
    because: pattern,
    params: async () => {
      await world.change(`insert into spam_filters (kind, pattern) values ('sender', $1)`, [pattern]);
      return without('email', `blocked@${pattern.toLowerCase().split('@').at(-1)}`);
    },
  })),
  {
    message: 'A user already exists with that email address',
    params: async () => {
      const { userId } = await world.client();
      const [user] = await world.rows('select upper(email) as email from users where id = $1', [userId]);
      return without('email', user?.email);
    },
  },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: () => without('password2', 'nine char'),
  },
  {
    message: 'A password may have at most 72 bytes',
    params: () => without('password2', 'a long password '.repeat(5).slice(0, 73)),
  },
  {
    message: 'Parameter "city" may have at most 250 characters',
    params: () => without('city', 'x'.repeat(251)),
  },
]);
