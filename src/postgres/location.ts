import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, ownAccount, ownerOf, reachable, unprivilegedAccount } from './account';

/** Where the server's files are, and which account runs it. */
export interface Location {
  /** The directory that holds the data directory, the socket and the lock: an existing, real path. */
  home: string;
  dataDirectory: string;
  account: Account;
}

const SYSTEM_FOLDER = '/var/lib/hatchdesk';

// The limit for a socket's whole path is 104 bytes on macOS and 108 on Linux, and Postgres appends `/.s.PGSQL.5432`.
const LONGEST_SOCKET_DIRECTORY = 90;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * Decides where the data of `dataRoot` (created when missing) is kept and which account runs the server.
 *
 * @throws Error as {@link findLocation} does
 */
export function locate(dataRoot: string): Location {
  fs.mkdirSync(dataRoot, { recursive: true });
  const requested = fs.realpathSync(dataRoot);
  const location = findLocation(requested);
  if (location.home !== requested && !fs.existsSync(location.dataDirectory)) {
    for (const folder of [SYSTEM_FOLDER, location.home]) {
      fs.mkdirSync(folder, { recursive: true });
      fs.chmodSync(folder, 0o755);
    }
  }
  return location;
}

/**
 * Finds where the data of an existing folder is kept, or would be, and which account runs the server. It changes
 * nothing.
 *
 * For an ordinary user, the server runs as that user, in the folder. For root, it runs as the owner of the data, or as
 * an unprivileged account when there is no data yet. When that account cannot reach the folder (below /root, say), the
 * data goes to a system folder named by the path's hash. Existing data is used where it is, even if permissions have
 * changed: a server that suddenly starts empty looks like lost tickets.
 *
 * @param dataRoot its real path
 * @throws Error in one line when the data belongs to another user, or to an account that cannot reach it
 */
export function findLocation(dataRoot: string): Location {
  const requested = at(dataRoot);
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
  return { ...system, account };
}

const at = (home: string): { home: string; dataDirectory: string } => ({
  home,
  dataDirectory: path.join(home, 'pg18'),
});

/**
 * Creates the directory of the Unix socket and returns its path: `run` in the home, or a directory in the system's
 * temporary directory when that path is too long for a socket.
 *
 * Anyone who can enter the directory can connect without a password, so only the account may have access to it.
 *
 * @throws Error in one line when a directory of that name belongs to another account or is open to others
 */
export function socketDirectory({ home, account }: Location): string {
  const inside = path.join(home, 'run');
  const directory =
    Buffer.byteLength(inside) > LONGEST_SOCKET_DIRECTORY
      ? path.join(fs.realpathSync(os.tmpdir()), `hatchdesk-${digest(home)}`)
      : inside;
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  giveTo(directory, account);
  // Use lstat, not stat: someone may have planted a symbolic link in the temporary directory.
  const found = fs.lstatSync(directory);
  if (!found.isDirectory() || found.uid !== account.uid || (found.mode & 0o777) !== 0o700) {
    throw new Error(`${directory} must be a directory of uid ${account.uid} with mode 0700: remove it and start again`);
  }
  return directory;
}

/**
 * Hands a file that this process has just created to the account that runs the server. Other files keep their owner.
 */
export function giveTo(file: string, account: Account): void {
  const { uid } = fs.lstatSync(file);
  if (uid !== account.uid && uid === ownAccount().uid) fs.lchownSync(file, account.uid, account.gid);
}
