import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, ownAccount, ownerOf, reachable, unprivilegedAccount } from './account';

/** Where the server's files are, and who runs it. */
export interface Location {
  /** The directory that holds the data directory, the socket and the lock: an existing, real path. */
  home: string;
  dataDirectory: string;
  account: Account;
}

const SYSTEM_FOLDER = '/var/lib/hatchdesk';

// A socket's whole path is cut at 104 bytes on macOS and 108 on Linux, and Postgres adds `/.s.PGSQL.5432`.
const LONGEST_SOCKET_DIRECTORY = 90;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * Decides where the data of `dataRoot` (made when missing) is kept and which account runs the server.
 *
 * An ordinary user runs it as itself, in `dataRoot`. Root runs it as whoever owns the data, or else as an unprivileged
 * account; when that account cannot get to `dataRoot` (below /root, say), the data is in a system folder, named by the
 * path's hash. Data that exists decides over permissions that may have changed since: a server that suddenly starts
 * empty looks like lost tickets.
 *
 * Throws, in one line, when the data belongs to another user, or to an account that cannot get to it.
 */
export function locate(dataRoot: string): Location {
  fs.mkdirSync(dataRoot, { recursive: true });
  const requested = at(fs.realpathSync(dataRoot));
  const self = ownAccount();
  const owner = ownerOf(requested.dataDirectory);
  if (self.uid !== 0) {
    if (owner && owner.uid !== self.uid) {
      throw new Error(`The database in ${requested.dataDirectory} belongs to another user (uid ${owner.uid})`);
    }
    return { ...requested, account: self };
  }
  const system = at(path.join(SYSTEM_FOLDER, digest(requested.home)));
  const systemOwner = ownerOf(system.dataDirectory);
  if (!owner && systemOwner) return { ...system, account: systemOwner };

  const account = owner && owner.uid !== 0 ? owner : unprivilegedAccount(fs.readFileSync('/etc/passwd', 'utf8'));
  if (reachable(requested.home, account)) return { ...requested, account };
  if (owner) {
    throw new Error(
      `The account that owns ${requested.dataDirectory} (uid ${owner.uid}) cannot get to it: let it search the directories above`,
    );
  }
  for (const folder of [SYSTEM_FOLDER, system.home]) {
    fs.mkdirSync(folder, { recursive: true });
    fs.chmodSync(folder, 0o755);
  }
  return { ...system, account };
}

const at = (home: string): { home: string; dataDirectory: string } => ({
  home,
  dataDirectory: path.join(home, 'pg18'),
});

/**
 * Makes the directory of the Unix socket, `run` in the home or, where that path is too long for a socket, one in the
 * system's temporary directory; gives its path. Whoever gets into it is let in without a password, so it must be the
 * account's own and closed to all others: throws, in one line, when a directory of that name is not.
 */
export function socketDirectory({ home, account }: Location): string {
  const inside = path.join(home, 'run');
  const directory =
    Buffer.byteLength(inside) > LONGEST_SOCKET_DIRECTORY
      ? path.join(fs.realpathSync(os.tmpdir()), `hatchdesk-${digest(home)}`)
      : inside;
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  giveTo(directory, account);
  // Not stat: a symbolic link that somebody else planted in the temporary directory must not pass for its target.
  const found = fs.lstatSync(directory);
  if (!found.isDirectory() || found.uid !== account.uid || (found.mode & 0o777) !== 0o700) {
    throw new Error(`${directory} must be a directory of uid ${account.uid} with mode 0700: remove it and start again`);
  }
  return directory;
}

/** Hands a file that this process has just made to the account that runs the server; another's file is left alone. */
export function giveTo(file: string, account: Account): void {
  const { uid } = fs.lstatSync(file);
  if (uid !== account.uid && uid === ownAccount().uid) fs.lchownSync(file, account.uid, account.gid);
}
