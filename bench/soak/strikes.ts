import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Stage } from './calls';
import type { Server } from './server';

export interface Strike {
  name: string;
  /** Whether the server's process ends. */
  endsServer: boolean;
  strike: (server: Server) => Promise<unknown>;
}

const killServer: Strike = {
  name: 'the server was killed',
  endsServer: true,
  strike: async (server) => {
    await server.stop('SIGKILL');
    await server.start();
  },
};

const killBoth: Strike = {
  name: 'the server and PostgreSQL were killed',
  endsServer: true,
  strike: async (server) => {
    await server.killDatabase('all of it');
    await server.stop('SIGKILL');
    await server.start();
  },
};

const restart: Strike = {
  name: 'the server was restarted',
  endsServer: true,
  strike: async (server) => {
    await server.stop('SIGTERM');
    await server.start();
  },
};

const killDatabase: Strike = {
  name: 'PostgreSQL was killed',
  endsServer: false,
  strike: (server) => server.killDatabase('all of it'),
};

const killBackend: Strike = {
  name: 'a process of PostgreSQL was killed',
  endsServer: false,
  strike: (server) => server.killDatabase('a process'),
};

/** In the first third and at the end of a soak. */
export const ON_EVERYTHING = [killServer, killDatabase, restart, killBackend, killBoth];
/** In between, so that one process lives long enough to show what it does not give back. */
export const ON_DATABASE = [killDatabase, killBackend];

/** The server, or the supervisor of its database, has this long to come back. */
const RECOVER_WITHIN_MS = 30_000;

/** Strikes, and waits until calls succeed again. @returns the seconds that took */
export async function strikeAndWait({ strike, name }: Strike, server: Server, stage: Stage): Promise<number> {
  const over = stage.judge.trouble();
  const from = performance.now();
  await strike(server);
  // What a killed database still answers must not pass for its return.
  await sleep(200);
  const probe = { path: '/readyz', method: 'GET' };
  while ((await ask(stage, probe))?.status !== 200) {
    if (performance.now() - from > RECOVER_WITHIN_MS) {
      stage.judge.fault(`after ${name}, nothing worked for ${RECOVER_WITHIN_MS / 1000} seconds`);
      break;
    }
    await sleep(50);
  }
  over();
  return (performance.now() - from) / 1000;
}
