import { readFileSync } from 'node:fs';
import type { Config } from '../../config';
import { nodeProblem } from '../../config/node-version';
import { bad, type Check, fine, hint } from './check';

/** Descriptors for connections to the database, the log, the metrics and files. */
const OTHER_FILES = 100;

/** Checks what the process itself runs on. */
export function examineMachine(config: Config, nodeVersion: string): Check[] {
  return [examineNode(nodeVersion), examineFiles(config)];
}

function examineNode(version: string): Check {
  const problem = nodeProblem(version);
  return problem === undefined ? fine('node', `version ${version}`) : bad('node', problem);
}

/** Each request that is being answered and each stream has a connection, which counts as an open file. */
function examineFiles({ limits, database }: Config): Check {
  const needed = limits.requestsAtOnce + limits.eventStreams + database.poolSize + OTHER_FILES;
  const allowed = openFilesAllowed();
  if (allowed === undefined) return fine('files', 'how many may be open is not known on this system');
  return allowed < needed
    ? bad(
        'files',
        `only ${allowed} may be open, but HATCHDESK_MAX_REQUESTS_AT_ONCE and HATCHDESK_MAX_EVENT_STREAMS need ${needed}: raise ulimit -n (LimitNOFILE in systemd), or lower them`,
      )
    : fine('files', `${allowed} may be open; ${needed} are needed`);
}

/** Node raises the soft limit to the hard one when it starts. */
function openFilesAllowed(): number | undefined {
  try {
    const limit = /^Max open files +(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
  } catch {
    return undefined;
  }
}

/** Checks what the settings let in. */
export const examineAccess = ({ allowedNetworks, accessKey }: Config): Check =>
  allowedNetworks === undefined && accessKey === undefined
    ? hint(
        'access',
        'HATCHDESK_ALLOWED_IPS=* lets every address call, so that nothing but credentials protects the desk: list the networks of your callers, or set HATCHDESK_ACCESS_KEY',
      )
    : fine('access', allowedNetworks === undefined ? 'with the access key' : 'only from the allow list');
