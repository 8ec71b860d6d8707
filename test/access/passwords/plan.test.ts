import { hashSync } from 'bcryptjs';
import { planComparison, planForNobody } from '../../../src/access/passwords/plan';
import { CARRIED, CARRIED_OF_STAFF } from '../../support/carried-hashes';

const COST = 12;
const costOf = (hash: string): number => 2 ** Number(hash.slice(4, 6));

/** How many rounds of bcrypt a wrong password takes. */
const rounds = ({ tries, padding }: ReturnType<typeof planComparison>): number =>
  [...tries.map(([, hash]) => hash), ...padding].reduce((sum, hash) => sum + costOf(hash), 0);

const accountOf = (passwordHash: string, table: 'users' | 'staff' = 'users') => ({
  ...{ table, id: 1, passwordHash },
});

const OURS = hashSync('right', 4).replace('$04$', '$12$');
const HASHES = [OURS, ...Object.values(CARRIED).map(({ hash }) => hash), ...Object.values(CARRIED_OF_STAFF)];
const UNKNOWN = [
  '',
  '*',
  'secret',
  '$2x$04$',
  `$2y$31$${'a'.repeat(53)}`,
  '$1$abc$def',
  'f'.repeat(64),
  'd41d8cd98f00b204e9800998ecf8427e:',
];

test.each(['wrong', 'more than 72 bytes '.repeat(4)])(
  'a wrong password takes as long as one of nobody, whatever the hash: %s',
  (password) => {
    // At the console, two texts are compared.
    for (const [typed, all] of [[undefined, 2 ** COST] as const, ['typed', 2 * 2 ** COST] as const]) {
      expect(rounds(planForNobody({ password, typed }, COST))).toBe(all);
      for (const hash of [...HASHES, ...UNKNOWN]) {
        for (const account of [accountOf(hash), accountOf(hash, 'staff'), undefined]) {
          expect([hash, rounds(planComparison({ password, typed }, hash, COST, account))]).toEqual([hash, all]);
        }
      }
    }
  },
);

test('only bcrypt is a hash of a secret that is nobody’s', () => {
  for (const { password, hash } of [CARRIED['salted MD5'], CARRIED['salted MD5 in capitals']]) {
    expect(planComparison({ password }, hash, COST, accountOf(hash))).toMatchObject({
      isRight: true,
      renewal: { prefix: '$2b', cost: COST },
    });
    expect(planComparison({ password }, hash, COST, undefined)).toMatchObject({ isRight: false, renewal: undefined });
  }
});

test('a bare MD5 digest is the hash of an administrator, never of a user', () => {
  const digest = CARRIED_OF_STAFF.MD5;
  expect(planComparison({ password: digest }, digest, COST, accountOf(digest, 'staff')).isRight).toBe(true);
  expect(planComparison({ password: digest }, digest, COST, accountOf(digest)).isRight).toBe(false);
  expect(planComparison({ password: 'of Ann' }, digest, COST, accountOf(digest)).isRight).toBe(false);
});
