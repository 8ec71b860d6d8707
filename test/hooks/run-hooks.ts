import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { createDeliveries } from '../../src/deliveries/deliveries';
import type { HookLimits } from '../../src/hooks/hook';
import { openHooks } from '../../src/server/hooks';
import { startPeriodic } from '../../src/server/periodic';
import { createTellAdministrators } from '../../src/server/tell-administrators';
import { PATIENCE_MS } from '../support/patience';
import { temporaryFolder } from '../support/temporary-folder';
import type { World } from '../support/world';

/** Limits that a busy machine keeps. */
export const PATIENT: HookLimits = { runMs: PATIENCE_MS, validationMs: PATIENCE_MS, loadMs: PATIENCE_MS };

/** A folder with hooks, which can note what they are told. */
export function makeHooks() {
  const folder = temporaryFolder();
  const noted = join(temporaryFolder(), 'noted');
  writeFileSync(noted, '');
  const put = (name: string, source: string): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `import { appendFileSync } from 'node:fs';
const note = (value) => appendFileSync(${JSON.stringify(noted)}, JSON.stringify(value) + '\\n');
${source}`,
    );
    return path;
  };
  return {
    folder,
    put,
    remove: (name: string) => rmSync(join(folder, name)),
    /** What hooks have noted with `note`. */
    noted: <T = Record<string, unknown>>(): T[] =>
      readFileSync(noted, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T),
  };
}

const running: (() => Promise<void>)[] = [];

/** Runs the hooks of a world until the end of the test, like a server that no request reaches. */
export async function startHooks(world: World, limits: HookLimits = PATIENT) {
  const { database } = world.desk;
  const log: Record<string, unknown>[] = [];
  const lines = pino({}, { write: (line: string) => log.push(JSON.parse(line)) });
  const hooks = await openHooks(world.desk, lines, createTellAdministrators(world.desk), limits);
  if (hooks === undefined) throw new Error('this world has no folder for hooks');
  const silent = pino({ level: 'silent' });
  const deliveries = createDeliveries({ database, clock: () => world.now, find: [hooks.find], log: silent });
  const stopWaking = world.desk.onWritten(deliveries.wake);
  const stopPolling = startPeriodic([
    { everyMs: 50, run: () => deliveries.poll(), onFailure: () => {} },
    { everyMs: 50, run: () => hooks.check(), onFailure: () => {} },
  ]);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopWaking();
    stopPolling();
    stopped ??= deliveries.stop('at once').then(() => hooks.close());
    return stopped;
  };
  running.push(stop);
  return {
    stop,
    /** The lines of the log with a message. */
    said: (message: string) => log.filter(({ msg }) => msg === message),
  };
}

/** Ends what {@link startHooks} began. */
export async function stopHooks(): Promise<void> {
  await Promise.all(running.splice(0).map((stop) => stop()));
}
