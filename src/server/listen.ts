import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How many connections may wait to be accepted. The default of Node.js is 511: of more at once, the system drops some, and
 * on a busy machine resets them in the end. The system allows no more than net.core.somaxconn, which is this on Linux.
 */
const MOST_WAITING = 4096;

/** The variables that set where a server listens. */
interface Variables {
  host: string;
  port: string;
}

/**
 * Starts to listen.
 *
 * @param variables the operator reads their names if the address is not available
 * @returns `http://address:port`, for a program on this machine
 * @throws Error if the address is not available, such as `Port 8080 of 127.0.0.1 is in use: set PORT to another, or to
 * 0 for a free one`
 */
export async function listen(
  server: Server,
  { host, port }: { host: string; port: number },
  variables: Variables,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unavailable(error, { host, port }, variables)));
    server.listen({ port, host, backlog: MOST_WAITING }, resolve);
  });
  return urlOf(host, (server.address() as AddressInfo).port);
}

/** Tells the operator which setting to change if the server cannot listen. Unknown errors pass unchanged. */
export function unavailable(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
  set: Variables,
): Error {
  const advice: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is in use: set ${set.port} to another, or to 0 for a free one`,
    EACCES: `This user may not listen on port ${port}: set ${set.port} to one from 1024 on, or to 0 for a free one`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set ${set.host} to one that it has`,
    // What Linux says of an IPv6 address that exists on each of its links.
    EINVAL: `This machine cannot listen on ${host}: an address that begins with fe80: needs its interface, as in fe80::1%eth0`,
    ENOTFOUND: `There is no host ${host}: set ${set.host} to an address of this machine`,
  };
  const text = advice[error.code ?? ''];
  return text === undefined ? error : new Error(text, { cause: error });
}

function urlOf(host: string, port: number): string {
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}
