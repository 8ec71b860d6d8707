import type { Logger } from 'pino';
import type { Desk } from '../desk/desk';
import { localApiInto } from '../desk/local-desk';
import type { HookLimits } from '../hooks/hook';
import { createHooks, type Hooks } from '../hooks/hooks';
import type { TellAdministrators } from './tell-administrators';

const LIMITS: HookLimits = { runMs: 10_000, validationMs: 50, loadMs: 5_000 };

/**
 * Loads the hooks of a running desk.
 *
 * @returns undefined if the configuration wants none
 */
export async function openHooks(
  desk: Desk,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
  tellAdministrators: TellAdministrators,
  limits = LIMITS,
): Promise<Hooks | undefined> {
  const { folder, ...settings } = desk.config.hooks;
  if (folder === undefined) return undefined;
  const localApi = localApiInto(
    desk,
    (failure) => log.error({ err: failure }, "a hook's call failed"),
    (action, ignored) => log.warn({ action, ignored }, 'a call went on without some of its parameters'),
  );
  const hooks = createHooks({
    ...{ ...settings, folder, limits, log, database: desk.database, clock: desk.clock },
    deskFor: (causedBy) => (action, params, adminUsername) => localApi(action, params, adminUsername, causedBy),
    onValidation: desk.validateOpenings,
    async onDisabled(name, reason) {
      log.warn({ hook: name, reason }, 'a hook was disabled');
      await tellAdministrators(`Hook ${name} was disabled`, [
        `The hook ${name} failed again and again and runs no more: ${reason}`,
        'It is enabled when its file is changed, or with EnableHook. What happens until then is not run later.',
      ]);
    },
  });
  // Before the first call, so that no ticket is opened unasked.
  await hooks.check().catch((error: unknown) => log.warn({ err: error }, 'hooks were not looked for'));
  return hooks;
}
