import { createServer } from 'node:net';
import type { Config } from '../../config';
import { ADDRESSES } from '../../config/addresses';
import { bad, type Check, fine } from './check';

interface Wanted {
  name: string;
  host: string;
  port: number;
  /** The variables to change. */
  hostVariable: string;
  portVariable: string;
  /** A path at which a running Hatchdesk answers, and how its answer begins. */
  path: string;
  answer: RegExp;
}

/** Checks whether the server could listen. A server of ours that runs already is no fault. */
export async function examinePorts({ host, port, metrics }: Config): Promise<Check[]> {
  const wanted: Wanted[] = [
    {
      ...{ name: 'port', host, port, hostVariable: 'HOST', portVariable: 'PORT' },
      ...{ path: ADDRESSES.health, answer: /^\{"status":"/ },
    },
  ];
  if (metrics !== undefined) {
    wanted.push({
      ...{ name: 'metrics port', ...metrics, hostVariable: 'HATCHDESK_METRICS_HOST' },
      ...{ portVariable: 'HATCHDESK_METRICS_PORT', path: '/metrics', answer: /^# HELP hatchdesk_/m },
    });
  }
  return Promise.all(wanted.map(examinePort));
}

async function examinePort(wanted: Wanted): Promise<Check> {
  const { name, host, port, hostVariable, portVariable } = wanted;
  if (port === 0) return fine(name, 'any that is free');
  const code = await tryToListen(host, port);
  switch (code) {
    case undefined:
      return fine(name, `${port} of ${host} is free`);
    case 'EADDRINUSE':
      return (await isOurs(wanted))
        ? fine(name, `a running Hatchdesk has ${port} of ${host}`)
        : bad(name, `another program has ${port} of ${host}: stop it, or set ${portVariable} to another`);
    case 'EACCES':
      return bad(name, `this user may not listen on port ${port}: set ${portVariable} to one from 1024 on`);
    case 'EADDRNOTAVAIL':
      return bad(name, `this machine has no address ${host}: set ${hostVariable} to one that it has`);
    default:
      return bad(
        name,
        `cannot listen on port ${port} of ${host} (${code}): correct ${hostVariable} or ${portVariable}`,
      );
  }
}

/** @returns the code of the failure; undefined if it works */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code = 'failed' }: NodeJS.ErrnoException) => resolve(code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** A server without its database answers when a call has waited for a connection, as long as that may take. */
const ANSWER_WITHIN_MS = 5000;

async function isOurs({ host, port, path, answer }: Wanted): Promise<boolean> {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(`http://${reachable}:${port}${path}`, { signal });
    return answer.test(await response.text());
  } catch {
    return false;
  }
}
