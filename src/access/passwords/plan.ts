import { createHash, timingSafeEqual } from 'node:crypto';

/** Somebody whose password hash may come from another program. It is replaced by ours at the first right password. */
export interface Account {
  table: 'users' | 'staff';
  id: number;
  /** Null if no password was ever set. */
  passwordHash: string | null;
}

/** A password that somebody tries. */
export interface Tried {
  password: string;
  /**
   * What an administrator typed, at the console: the password is its MD5 digest then, because that is what we hash. Another
   * program may have hashed either, so both are compared with its hash.
   */
  typed?: string | undefined;
}

/** How the worker compares a password with a hash. */
export interface Plan {
  hash: string;
  /** Whether the password is known to be right without bcrypt. */
  isRight: boolean;
  /** Texts and the bcrypt hashes to compare them with. One match is enough. */
  tries: readonly (readonly [text: string, hash: string])[];
  /** Hashes that are compared after a wrong password, so that it takes as long as one with a hash of ours. */
  padding: readonly string[];
  /** How to hash a right password anew, if that takes the place of this hash: how it begins, and its cost. */
  renewal: { prefix: '$2b' | '$2y'; cost: number } | undefined;
}

/** bcrypt reads no more of a password. */
export const LONGEST_BYTES = 72;

const isLong = (password: string): boolean => Buffer.byteLength(password) > LONGEST_BYTES;

/** Of a cost from 4 to 16: more would occupy the worker for minutes. */
const BCRYPT = /^\$2([aby])\$(0[4-9]|1[0-6])\$[./A-Za-z0-9]{53}$/;
const MD5 = /^[0-9a-f]{32}$/i;
/** WHMCS 4.2.1 to 6.2: `md5(salt . password):salt`. */
const SALTED_MD5 = /^([0-9a-f]{32}):(.+)$/is;

/** A hash that no known password matches, with the same cost as real ones. */
const unmatchable = (cost: number): string =>
  `$2b$${String(cost).padStart(2, '0')}$BC243jDVj7ZxxTyo9UL/LOEmpGH4xnYOjZyayoteoifAFIt2T80tW`;

/** Costs 2 to the power `from`, and all up to 2 to the power `to - 1`: together what lacks to 2 to the power `to`. */
const paddingOf = (from: number, to: number): string[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => unmatchable(from + index));

/** The cost of a wrong password, as the power of 2: two comparisons take as long as one of the next higher cost. */
const mostOf = ({ typed }: Tried, cost: number): number => (typed === undefined ? cost : cost + 1);

/** Compares with nothing, and takes as long as with a hash of ours. */
export const planForNobody = (tried: Tried, cost: number): Plan => wrong(tried, '', cost);

const wrong = (tried: Tried, hash: string, cost: number): Plan => ({
  ...{ hash, isRight: false, renewal: undefined },
  tries: [[tried.password, unmatchable(cost)]],
  padding: paddingOf(cost, mostOf(tried, cost)),
});

/**
 * Plans how to compare a password with a hash. Whatever the hash, a wrong password takes as long as with one of the cost
 * that new hashes have, or longer with one of a higher cost.
 *
 * - Ours (`$2b$`) are of at most 72 bytes. PHP makes `$2y$` of longer passwords too, and reads 72 bytes of them.
 * - Hashes that are not bcrypt, those of a low cost, and administrators' by PHP are renewed, for an account only.
 * - Hashes of no known format match nothing.
 *
 * @param account whose hash it is; undefined for the secret of a credential
 */
export function planComparison(tried: Tried, hash: string, cost: number, account: Account | undefined): Plan {
  const bcrypt = BCRYPT.exec(hash);
  if (bcrypt === null) return account === undefined ? wrong(tried, hash, cost) : planMd5(tried, hash, cost, account);
  const [, variant, digits] = bcrypt;
  const own = Number(digits);
  const isForeign = variant === 'y';
  const { password } = tried;
  if (isLong(password) && !isForeign) return wrong(tried, hash, cost);
  const texts = isForeign ? textsOf(tried) : [password];
  // An administrator's may be of what was typed, which nobody sends to the API.
  const isRenewed = account !== undefined && (own < cost || (isForeign && account.table === 'staff'));
  return {
    ...{ hash, isRight: false },
    tries: texts.map((text) => [text, hash] as const),
    padding: paddingOf(own + texts.length - 1, mostOf(tried, cost)),
    renewal: isRenewed ? renewalOf(password, Math.max(own, cost)) : undefined,
  };
}

const textsOf = ({ password, typed }: Tried): string[] => (typed === undefined ? [password] : [password, typed]);

function planMd5(tried: Tried, hash: string, cost: number, { table }: Account): Plan {
  const { password } = tried;
  const [, digest, salt] = SALTED_MD5.exec(hash) ?? [];
  const isSalted = digest !== undefined && textsOf(tried).some((text) => sameDigest(md5(`${salt}${text}`), digest));
  // An administrator's password arrives as its MD5 digest, which old versions store as it is.
  const isPlain = table === 'staff' && MD5.test(hash) && MD5.test(password) && sameDigest(password, hash);
  if (!isSalted && !isPlain) return wrong(tried, hash, cost);
  return { hash, isRight: true, tries: [], padding: [], renewal: renewalOf(password, cost) };
}

const renewalOf = (password: string, cost: number): Plan['renewal'] => ({
  ...{ prefix: isLong(password) ? '$2y' : '$2b', cost },
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const sameDigest = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one.toLowerCase()), Buffer.from(other.toLowerCase()));
