import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../support/source';
import { type Credentials, useWorld } from '../support/world';

/** An administrator who works in some departments only cannot give anybody access to others. */
const world = useWorld();

type Params = Record<string, string>;
type Case = [what: string, params: () => Params | Promise<Params>];

/** Who calls: a credential of `own`, an administrator with all actions, in department 1 only. */
let limited: Credentials;
let other: string;
/** Administrators by their departments: only the caller's, only the other one, all. */
const admins = {} as Record<'own' | 'peer' | 'foreign' | 'unlimited', { id: string; credentialid: string }>;
let ownerless: string;

const MORE = 'You may not give access to departments that you do not work in';
const FOREIGN = 'You may not change what has rights that you do not have';

let last = 0;
const name = () => {
  last += 1;
  return `name-${last}`;
};

const credentialOf = async (admin?: string): Promise<string> =>
  String((await world.done('AddCredential', { roles: 'All', ...(admin !== undefined && { admin }) })).credentialid);

beforeAll(async () => {
  other = String(await world.department({ name: 'Other' }));
  await world.done('AddRole', { name: 'All', actions: '*' });
  const departmentIds = { own: [1], peer: [1], foreign: [Number(other)], unlimited: [] };
  for (const [which, ids] of Object.entries(departmentIds) as [keyof typeof admins, number[]][]) {
    const id = String(await world.admin(which, { departmentIds: ids }));
    admins[which] = { id, credentialid: await credentialOf(which) };
  }
  ownerless = await credentialOf();
  limited = await world.credential(['*'], { admin: Number(admins.own.id) });
});

const call = async (action: string, params: Params) => {
  const { status, json } = await world.post({ ...limited, action, ...params });
  expect(status).toBeLessThan(500);
  return json?.result === 'success' ? 'success' : json?.message;
};

const adminWith = (departments?: string) => (): Params => ({
  adminusername: name(),
  roles: 'All',
  ...(departments !== undefined && { departments }),
});
const roleOf = async (admin: string | undefined): Promise<Params> => {
  const roles = name();
  const { roleid } = await world.done('AddRole', { name: roles, actions: 'GetTicket' });
  if (admin !== undefined) await world.done('AddAdmin', { adminusername: name(), roles, departments: admin });
  return { roleid: String(roleid) };
};
const program = async (roles?: string): Promise<Params> => {
  const registration = { grantType: 'authorization_code', name: 'Shop', scope: 'openid' };
  const credentialId = String((await world.done('CreateOAuthCredential', registration)).credentialId);
  if (roles !== undefined) await world.done('UpdateCredential', { credentialid: credentialId, roles });
  return { credentialId };
};

interface Granting {
  refused: Record<string, Case[]>;
  allowed: Case[];
}

/** Every action that changes who may do what, or what they may do: what it refuses to the caller, and what it allows. */
const LIMITED: Record<string, Granting> = {
  AddAdmin: {
    refused: {
      [MORE]: [
        ['without departments', adminWith()],
        ['0', adminWith('0')],
        ['another', () => adminWith(other)()],
        ['another beside its own', () => adminWith(`1,${other}`)()],
      ],
    },
    allowed: [['its own', adminWith('1')]],
  },
  UpdateAdmin: {
    refused: {
      [MORE]: [
        ['itself, to all', () => ({ adminid: admins.own.id, departments: '0' })],
        ['itself, to another', () => ({ adminid: admins.own.id, departments: `1,${other}` })],
        ['a colleague, to all', () => ({ adminid: admins.peer.id, departments: '0' })],
        ['a colleague, to another', () => ({ adminid: admins.peer.id, departments: other })],
      ],
      [FOREIGN]: [
        ['the password of another department', () => ({ adminid: admins.foreign.id, password2: 'seventeen otters' })],
        ['the password of all departments', () => ({ adminid: admins.unlimited.id, password2: 'seventeen otters' })],
        ['taking over from another', () => ({ adminid: admins.foreign.id, departments: '1' })],
        ['roles of all departments', () => ({ adminid: admins.unlimited.id, roles: 'All' })],
      ],
    },
    allowed: [
      ['itself', () => ({ adminid: admins.own.id, departments: '1', lastname: 'New' })],
      ['a colleague', () => ({ adminid: admins.peer.id, departments: '1', password2: 'seventeen otters' })],
    ],
  },
  DeleteAdmin: {
    refused: {
      [FOREIGN]: [
        ['of another department', () => ({ adminid: admins.foreign.id })],
        ['of all departments', () => ({ adminid: admins.unlimited.id })],
      ],
    },
    allowed: [['of its own', async () => ({ adminid: String(await world.admin(name(), { departmentIds: [1] })) })]],
  },
  RemoveAdminSecondFactor: {
    refused: {
      [FOREIGN]: [
        ['of another department', () => ({ adminid: admins.foreign.id })],
        ['of all departments', () => ({ adminid: admins.unlimited.id })],
      ],
    },
    allowed: [
      [
        'of its own',
        async () => {
          const username = name();
          const adminid = String(await world.admin(username, { departmentIds: [1] }));
          await world.done('StartOwnSecondFactor', {}, username);
          return { adminid };
        },
      ],
    ],
  },
  AddCredential: {
    refused: {
      [MORE]: [
        ['of nobody', () => ({ roles: 'All' })],
        ['of nobody, as 0', () => ({ roles: 'All', admin: '' })],
        ['of another department', () => ({ roles: 'All', admin: 'foreign' })],
        ['of all departments', () => ({ roles: 'All', admin: 'unlimited' })],
      ],
    },
    allowed: [
      ['its own', () => ({ roles: 'All', admin: 'own' })],
      ["a colleague's", () => ({ roles: 'All', admin: 'peer' })],
    ],
  },
  UpdateCredential: {
    refused: {
      [MORE]: [
        ['to nobody', () => ({ credentialid: admins.own.credentialid, admin: '0' })],
        ['to another department', () => ({ credentialid: admins.own.credentialid, admin: 'foreign' })],
        ['to all departments', () => ({ credentialid: admins.own.credentialid, admin: 'unlimited' })],
      ],
      [FOREIGN]: [
        ['of nobody', () => ({ credentialid: ownerless, admin: 'own' })],
        ['of another department', () => ({ credentialid: admins.foreign.credentialid, roles: 'All' })],
      ],
    },
    allowed: [
      ['description', () => ({ credentialid: admins.own.credentialid, description: 'New' })],
      ['to a colleague', () => ({ credentialid: admins.own.credentialid, admin: 'peer' })],
    ],
  },
  RotateCredentialSecret: {
    refused: {
      [FOREIGN]: [
        ['of nobody', () => ({ credentialid: ownerless })],
        ['of another department', () => ({ credentialid: admins.foreign.credentialid })],
        ['of all departments', () => ({ credentialid: admins.unlimited.credentialid })],
      ],
    },
    allowed: [["a colleague's", () => ({ credentialid: admins.peer.credentialid })]],
  },
  DeleteCredential: {
    refused: {
      [FOREIGN]: [
        ['of nobody', () => ({ credentialid: ownerless })],
        ['of another department', () => ({ credentialid: admins.foreign.credentialid })],
      ],
    },
    allowed: [["a colleague's", async () => ({ credentialid: await credentialOf('peer') })]],
  },
  UpdateRole: {
    refused: {
      [FOREIGN]: [
        ['of another department', async () => ({ ...(await roleOf(other)), actions: '*' })],
        ['of all departments', async () => ({ ...(await roleOf('0')), actions: '*' })],
      ],
    },
    allowed: [
      ['of nobody', async () => ({ ...(await roleOf(undefined)), actions: '*' })],
      ['of its own', async () => ({ ...(await roleOf('1')), actions: '*' })],
    ],
  },
  DeleteRole: {
    refused: { [FOREIGN]: [['of another department', () => roleOf(other)]] },
    allowed: [['of its own', () => roleOf('1')]],
  },
  UpdateOAuthCredential: {
    refused: {
      [FOREIGN]: [['that may do everything', async () => ({ ...(await program('All')), resetSecret: '1' })]],
    },
    allowed: [['that signs clients in', async () => ({ ...(await program()), resetSecret: '1' })]],
  },
  DeleteOAuthCredential: {
    refused: { [FOREIGN]: [['that may do everything', () => program('All')]] },
    allowed: [['that signs clients in', () => program()]],
  },
};

/** The other actions that write to the tables of rights, and why no department limits them. */
const NOT_LIMITED: Record<string, string> = {
  ChangeOwnPassword: "It changes the caller's own password, and ends the caller's other sessions.",
  ConfirmOwnSecondFactor: "It ends the caller's own sessions in other browsers.",
  UpdateOwnAccount: "It changes the caller's own language and signature.",
  AddRole: 'A role without holders gives nobody anything. Whoever gives it is limited.',
  CreateOAuthCredential: 'Its program signs clients in with their own passwords, and can do nothing else.',
  CreateSsoToken: "It signs a client in, who sees that client's tickets. Departments limit staff.",
  DeleteClient: "It ends the sessions of a client's users.",
  DeleteUserClient: "It ends the sessions of a client's user.",
  RemoveSecondFactor: "It ends the sessions of a client's user.",
  UpdateAdminNotes: "It changes the caller's own notes.",
  UpdateUser: "It changes a client's user, and ends their sessions.",
  'helpdeskeddy/DeleteUser': "It ends a client's sessions.",
  'pages/ChangePassword': "It changes the caller's own password, and ends the caller's other sessions.",
  'pages/ChooseAccount': "It moves the caller's own session to another of the user's clients.",
  'pages/ChoosePassword': "It changes a client's user, and ends their sessions.",
  'pages/ConfirmTotp': "It ends the caller's own sessions in other browsers.",
  'pages/EndOtherSessions': "It ends the caller's own sessions.",
  'pages/EndSession': "It ends one of the caller's own sessions.",
  'pages/EnterCode': 'It signs a client in, who has proved who they are. Departments limit staff.',
  'pages/SignIn': 'It signs a client in, who has proved who they are. Departments limit staff.',
  'pages/SignOn': 'It signs a client in, for whom CreateSsoToken has made a token.',
  'pages/SignOut': "It ends the caller's own session.",
  'pages/UseSignInLink': 'It signs a client in, who has proved who they are. Departments limit staff.',
};

const ROOT = join(__dirname, '..', '..');
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const WRITES =
  /\b(insert into|update|delete from)\s+(staff|credentials|roles|staff_departments|…_roles|(staff|credential)_(roles|secrets)|api_keys|grants|refresh_tokens|sso_tokens|client_sessions)\b/;
const PLAIN_WRITES = /\b(insertRow|changeRow|deleteRow)\([^;]*?'(staff|credentials|roles)'/;

/** The actions that write to a table of rights, directly or through functions in `src`. */
function findGranting(): string[] {
  const functions = ['src/store', 'src/people', 'src/tickets', 'src/mail', 'src/dialects', 'src/access'].flatMap(
    (folder) =>
      filesIn(folder).flatMap((file) =>
        readFileSync(join(ROOT, folder, file), 'utf8')
          .split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
          .map((code) => ({ name: /(?:function|const) (\w+)/.exec(code)?.[1] ?? '', code })),
      ),
  );
  const writesItself = (code: string) => {
    const { texts } = readSource(code);
    return texts.some((text) => WRITES.test(text)) || PLAIN_WRITES.test(code);
  };
  const calls = (code: string, names: Set<string>) => [...names].some((each) => new RegExp(`\\b${each}\\(`).test(code));
  const names = new Set(functions.filter(({ code }) => writesItself(code)).map(({ name }) => name));
  for (let before = 0; before !== names.size; ) {
    before = names.size;
    for (const each of functions) if (calls(each.code, names)) names.add(each.name);
  }
  return filesIn('actions')
    .map((file) => ({ action: file.replace(/\.ts$/, ''), code: readFileSync(join(ROOT, 'actions', file), 'utf8') }))
    .filter(({ code }) => calls(code, names) || PLAIN_WRITES.test(code))
    .map(({ action }) => action)
    .sort();
}

test('every action that writes to a table of rights is in one of the two tables', () => {
  expect(findGranting()).toEqual([...Object.keys(LIMITED), ...Object.keys(NOT_LIMITED)].sort());
});

const rows = (of: (granting: Granting) => [message: string, ...Case][]) =>
  Object.entries(LIMITED).flatMap(([action, granting]) =>
    of(granting).map(([message, what, params]) => ({ action, message, what, params })),
  );

describe('refuses', () => {
  test.each(
    rows(({ refused }) =>
      Object.entries(refused).flatMap(([message, cases]) =>
        cases.map(([what, params]): [string, ...Case] => [message, what, params]),
      ),
    ),
  )('$action: $what', async ({ action, message, params }) => {
    expect(await call(action, await params())).toBe(message);
  });
});

describe('allows', () => {
  test.each(rows(({ allowed }) => allowed.map(([what, params]): [string, ...Case] => ['', what, params])))(
    '$action: $what',
    async ({ action, params }) => {
      expect(await call(action, await params())).toBe('success');
    },
  );

  test('the operator, and administrators of all departments', async () => {
    expect(await world.done('AddAdmin', adminWith()())).toMatchObject({ result: 'success' });
    expect(await world.done('AddAdmin', adminWith(other)(), 'unlimited')).toMatchObject({ result: 'success' });
  });
});

test('an administrator who calls through localAPI is limited too', async () => {
  expect(await world.call('UpdateAdmin', { adminid: admins.own.id, departments: '0' }, 'own')).toEqual({
    result: 'error',
    message: MORE,
  });
});
