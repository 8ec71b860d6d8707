import fs from 'node:fs';
import path from 'node:path';

/** An operating system account, as the numbers that processes and files carry. */
export interface Account {
  uid: number;
  gid: number;
}

/** The account this process runs as; 0 is root. */
export const ownAccount = (): Account => ({ uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 });

/**
 * The account that runs Postgres when we are root, because Postgres refuses to run as root: the first of postgres,
 * nobody and daemon in the given text of /etc/passwd. A uid without an entry won't do, because initdb refuses it.
 *
 * @throws Error `Postgres refuses to run as root, ...` when /etc/passwd has none of the three
 */
export function unprivilegedAccount(passwd: string): Account {
  const entries = passwd.split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody', 'daemon']) {
    const entry = entries.find(([name, , uid]) => name === wanted && uid !== '0');
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    'Postgres refuses to run as root, and /etc/passwd has no account postgres, nobody or daemon to run it: start as another user, or set DATABASE_URL',
  );
}

/**
 * The account that owns a file or directory; undefined when there is no such file.
 *
 * @throws Error when we lack permission to look at it
 */
export function ownerOf(file: string): Account | undefined {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

/**
 * Whether an account may read and search a file or directory, and search every directory above it. It reads the mode
 * bits, because we cannot try as that account. It does not see access control lists that grant more.
 */
export function reachable(file: string, account: Account): boolean {
  const permits = (name: string, bits: number): boolean => {
    const { uid, gid, mode } = fs.statSync(name);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  let parent = path.dirname(file);
  while (permits(parent, 0o1)) {
    if (parent === path.dirname(parent)) return permits(file, 0o5);
    parent = path.dirname(parent);
  }
  return false;
}
