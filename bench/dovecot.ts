import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, ownAccount, unprivilegedAccount } from '../src/postgres/account';
import { findProgram, freePort } from './pgbouncer';

/** Finds Dovecot; undefined if there is none. */
export const findDovecot = (): string | undefined => findProgram('dovecot');

interface Options {
  /** What the server says that it can do, such as without IDLE. */
  capability?: string;
  tls?: { certFile: string; keyFile: string };
  /** What the names of all folders but the inbox begin with. */
  prefix?: string;
  /** Whether folders may have a file `dovecot-acl` that says who may do what there. */
  hasRights?: boolean;
}

const START_WITHIN_MS = 30_000;

/** A real IMAP server on ports of this machine, with mailboxes for everybody whose password is `opensesame`. */
export class Dovecot {
  readonly folder: string;
  /** The port for connections that begin unencrypted, and the one for others. */
  port = 0;
  tlsPort = 0;
  private child: ChildProcess | undefined;
  private ended = Promise.resolve();

  /** @param where a folder that every account may enter */
  constructor(
    private readonly program: string,
    where: string,
    private readonly options: Options = {},
  ) {
    this.folder = mkdtempSync(join(where, 'dovecot-'));
    chmodSync(this.folder, 0o755);
  }

  /** Starts to listen, the second time on the same ports. */
  async start(): Promise<void> {
    const account = ownAccount().uid === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : undefined;
    this.port ||= await freePort();
    this.tlsPort ||= await freePort();
    for (const name of ['run', 'state', 'home', 'mail']) {
      mkdirSync(join(this.folder, name), { recursive: true });
      if (account !== undefined) chownSync(join(this.folder, name), account.uid, account.gid);
    }
    for (const [name, from] of Object.entries(this.options.tls ?? {})) {
      // The account may not be able to read them where they are.
      writeFileSync(join(this.folder, name), readFileSync(from), { mode: 0o600 });
      if (account !== undefined) chownSync(join(this.folder, name), account.uid, account.gid);
    }
    const file = join(this.folder, 'dovecot.conf');
    writeFileSync(file, this.configuration(account ?? ownAccount()));
    this.child = spawn(this.program, ['-F', '-c', file], {
      ...{ stdio: 'ignore', cwd: this.folder, detached: true },
      ...(account !== undefined && account),
    });
    const { child } = this;
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
    const until = performance.now() + START_WITHIN_MS;
    while (!(await answers(this.port))) {
      if (performance.now() > until || child.exitCode !== null)
        throw new Error(`Dovecot does not start: ${this.log()}`);
      await pause(50);
    }
  }

  /** Ends it, and all of its processes. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended by itself.
    }
    await this.ended;
  }

  log(): string {
    try {
      return readFileSync(join(this.folder, 'state', 'dovecot.log'), 'utf8');
    } catch {
      return '';
    }
  }

  private configuration({ uid, gid }: Account): string {
    const { folder, options } = this;
    const name = accountName(uid);
    const group = groupName(gid);
    const { tls, capability, prefix, hasRights } = options;
    return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/state/dovecot.log
protocols = imap
listen = 127.0.0.1
${tls === undefined ? 'ssl = no' : `ssl = yes\nssl_cert = <${folder}/certFile\nssl_key = <${folder}/keyFile`}
disable_plaintext_auth = no
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail/%u
mail_fsync = always
mail_max_userip_connections = 100
${capability === undefined ? '' : `imap_capability = ${capability}`}
${hasRights ? 'mail_plugins = acl\nplugin {\n  acl = vfile\n}' : ''}
passdb {
  driver = static
  args = password=opensesame
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home/%u
}
namespace inbox {
  inbox = yes
${prefix === undefined ? '' : `  prefix = ${prefix}\n  separator = .`}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${this.port}
  }
  inet_listener imaps {
    port = ${tls === undefined ? 0 : this.tlsPort}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
  }
}

const accountName = (uid: number): string => nameIn('/etc/passwd', uid) ?? userInfo().username;
const groupName = (gid: number): string => nameIn('/etc/group', gid) ?? String(gid);

/** The name of a number in a file of accounts or groups. */
const nameIn = (file: string, id: number): string | undefined =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , number]) => number === String(id))?.[0];

/** Whether an IMAP server greets at a port. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', (greeting) => end(greeting.toString().startsWith('* OK')));
    socket.once('error', () => end(false)).once('close', () => end(false));
  });
}
