import { hashSync } from 'bcryptjs';
import type { Property } from '../../src/calls/schema';
import { loadActions } from '../../src/desk/desk';
import { addUserWith, type PlainBrowser, plainBrowser } from '../support/browser-without-scripts';
import { inviteLink, problemOf, resetLink, submit } from '../support/links';
import { useWorld } from '../support/world';

/** Wherever people choose a password or a secret, they cannot choose one that is easy to guess. */
const world = useWorld();

const REFUSAL = 'Choose a password of at least 10 characters that is not among the most common ones';

const WEAK = [
  ...['x', 'hunter2', 'ABC123', 'nine char', '123456789', 'ééééééééé', '🦦🦦🦦🦦🦦'],
  ...[
    '1234567890',
    'qwertyuiop',
    'password12',
    'Password12',
    '1q2w3e4r5t',
    'qwerty12345',
    'basketball',
    'password1234',
  ],
  ...['1111111111', '0000000000', 'aaaaaaaaaaaa', '1212121212', '1231231231', '1234512345', '🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦'],
  ...[
    '0123456789',
    '9876543210',
    'abcdefghij',
    'ABCDEFGHIJKL',
    'qwertyuiop[]',
    'poiuytrewq',
    '1qaz2wsx3edc',
    'asdfghjkl;',
  ],
];
const STRONG = ['seventeen otters', 'ten chars!', 'Tr0ub4dor&3', '日本語のパスワードです', '  spaces count  '];

let last = 0;
const unique = () => {
  last += 1;
  return `unique${last}`;
};

/** What a place answers to a password: the refusal, or undefined if it took it. */
type Place = (password: string) => Promise<unknown>;

const viaAction =
  (action: string, params: (password: string) => Record<string, unknown>): Place =>
  async (password) => {
    const { result, message } = await world.call(action, params(password));
    return result === 'success' ? undefined : message;
  };

const viaPage = (link: () => Promise<string>, fields: () => Record<string, string>): Place => {
  return async (password) => {
    const answer = await submit(world, await link(), { ...fields(), password, password_again: password });
    return answer.status === 200 ? undefined : problemOf(answer);
  };
};

let clientId: number;
let userId: number;
let adminid: number;
let credentialid: number;

beforeAll(async () => {
  ({ clientId, userId } = await world.client());
  adminid = await world.admin('jo');
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  credentialid = Number((await world.done('AddCredential', { roles: 'Reader' })).credentialid);
});

const OWN = 'the present password';
let account: PlainBrowser | undefined;

/** Changes the password of a user who is signed in, and back if it was taken. */
async function viaAccount(password: string): Promise<unknown> {
  if (account === undefined) {
    const { email } = await addUserWith(world, OWN);
    account = plainBrowser(world);
    await account.signIn(email, OWN);
  }
  await account.get('/account.php');
  const answer = await account.submit('password', { present_password: OWN, password, password_again: password });
  if (answer.status !== 303) return problemOf(answer);
  await account.get('/account.php');
  await account.submit('password', { present_password: password, password: OWN, password_again: OWN });
  return undefined;
}

let ownPassword = '';

/** Changes the password of the administrator who calls. */
async function viaOwnAccount(password: string): Promise<unknown> {
  if (ownPassword === '') {
    ownPassword = OWN;
    await world.done('UpdateAdmin', { adminid: await world.admin('kim'), password2: OWN });
  }
  const params = { presentpassword: ownPassword, password2: password };
  const { result, message } = await world.call('ChangeOwnPassword', params, 'kim');
  if (result !== 'success') return message;
  ownPassword = password;
  return undefined;
}

const PLACES: Record<string, Place> = {
  'AddAdmin.password2': viaAction('AddAdmin', (password2) => ({ adminusername: unique(), password2 })),
  'ChangeOwnPassword.password2': viaOwnAccount,
  'UpdateAdmin.password2': viaAction('UpdateAdmin', (password2) => ({ adminid, password2 })),
  'AddClient.password2': viaAction('AddClient', (password2) => ({
    ...{ firstname: 'Ann', lastname: 'Lee', email: `${unique()}@example.com`, skipvalidation: true, password2 },
  })),
  'AddUser.password2': viaAction('AddUser', (password2) => ({
    ...{ firstname: 'Ann', lastname: 'Lee', email: `${unique()}@example.com`, password2 },
  })),
  'UpdateUser.password2': viaAction('UpdateUser', (password2) => ({ user_id: userId, password2 })),
  'AddCredential.newsecret': viaAction('AddCredential', (newsecret) => ({ roles: 'Reader', newsecret })),
  'RotateCredentialSecret.newsecret': viaAction('RotateCredentialSecret', (newsecret) => ({ credentialid, newsecret })),
  'pages/ChoosePassword.password': viaPage(
    () => resetLink(world, userId),
    () => ({}),
  ),
  'pages/ChangePassword.password': viaAccount,
  'pages/AcceptInvite.password': viaPage(
    () => inviteLink(world, clientId, `${unique()}@example.com`),
    () => ({ firstname: 'Ann', lastname: 'Lee' }),
  ),
};

/** The other secret parameters, and why nobody chooses a new password with them. */
const NOT_CHOSEN: Record<string, string> = {
  'AddMailbox.password': 'Another server has it.',
  'AddMailbox.clientsecret': 'Another server drew it.',
  'AddMailbox.refreshtoken': 'Another server drew it.',
  'UpdateMailbox.password': 'Another server has it.',
  'UpdateMailbox.clientsecret': 'Another server drew it.',
  'UpdateMailbox.refreshtoken': 'Another server drew it.',
  'AddClient.securityqans': 'The answer to a question is what it is.',
  'ValidateLogin.password2': 'It is compared with a password chosen before.',
  'pages/ChoosePassword.password_again': 'It must equal the password.',
  'pages/AcceptInvite.password_again': 'It must equal the password.',
  'pages/ChoosePassword.token': 'We draw it.',
  'pages/GetPasswordReset.token': 'We draw it.',
  'pages/AcceptInvite.token': 'We draw it.',
  'pages/GetInvite.token': 'We draw it.',
  'pages/ChangePassword.password_again': 'It must equal the password.',
  'pages/ChangePassword.present_password': 'It is compared with a password chosen before.',
  'pages/EndTotp.present_password': 'It is compared with a password chosen before.',
  'ChangeOwnPassword.presentpassword': 'It is compared with a password chosen before.',
  'EndOwnSecondFactor.presentpassword': 'It is compared with a password chosen before.',
  'EndOwnSecondFactor.code': 'An app computes it.',
  'ConfirmOwnSecondFactor.code': 'An app computes it.',
  'ConfirmOwnSecondFactor.presentpassword': 'It is compared with a password chosen before.',
  'pages/ConfirmTotp.present_password': 'It is compared with a password chosen before.',
  'pages/SignInStaff.password': 'It is compared with a password chosen before.',
  'pages/SignInStaff.replaced': 'We draw it.',
  'pages/EnterStaffCode.code': 'An app computes it.',
  'pages/EnterStaffCode.session': 'We draw it.',
  'pages/SignOutStaff.session': 'We draw it.',
  'pages/SignIn.password': 'It is compared with a password chosen before.',
  'pages/ConfirmTotp.code': 'An app computes it.',
  'pages/EndTotp.code': 'An app computes it.',
  'pages/EnterCode.code': 'An app computes it.',
  'pages/ConfirmTicket.token': 'We draw it.',
  'pages/GetHeldTicket.token': 'We draw it.',
  'pages/GetSignInLink.token': 'We draw it.',
  'pages/UseSignInLink.token': 'We draw it.',
  'pages/SignOn.token': 'We draw it.',
  'pages/EnterCode.session': 'We draw it.',
  'pages/SignOut.session': 'We draw it.',
  'pages/SignIn.replaced': 'It is a session, which we draw.',
  'pages/SignOn.replaced': 'It is a session, which we draw.',
  'pages/UseSignInLink.replaced': 'It is a session, which we draw.',
};

test('every secret parameter is in one of the two tables', () => {
  const secret = loadActions()
    .all()
    .flatMap(({ name, schema }) =>
      (Object.entries(schema.properties) as [string, Property][])
        .filter(([parameter, property]) => property['x-secret'] || /password|secret/i.test(parameter))
        .filter(([, { type }]) => type !== 'boolean')
        .map(([parameter]) => `${name}.${parameter}`),
    );
  expect(secret.sort()).toEqual([...Object.keys(PLACES), ...Object.keys(NOT_CHOSEN)].sort());
});

describe.each(Object.entries(PLACES))('%s', (_name, choose) => {
  test.each(WEAK)('refuses %s', async (password) => {
    expect(await choose(password)).toBe(REFUSAL);
  });

  test.each(STRONG)('takes %s', async (password) => {
    expect(await choose(password)).toBeUndefined();
  });
});

test('shorter passwords of before keep working', async () => {
  const [user] = await world.change<{ email: string }>(
    'update users set password_hash = $2 where id = $1 returning email',
    [userId, hashSync('old', 4)],
  );
  const answer = await world.call('ValidateLogin', { email: user!.email, password2: 'old' });
  expect(answer).toMatchObject({ result: 'success', userid: userId });
});
