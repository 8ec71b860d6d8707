import type { Logger } from 'pino';
import type { ValidateOpening } from '../calls/action';
import type { Database, Db } from '../database/pool';
import type { FindListeners } from '../deliveries/listener';
import { createSeldom } from '../desk/seldom';
import { type HookRow, listHooks, noteHookFailure, noteHookSuccess, noteLoaded } from '../store/deliveries/hooks';
import { DESK_EVENTS } from '../store/desk/outbox';
import { findHookFiles, type HookFile, type Refused } from './files';
import { Hook, type HookLimits } from './hook';
import { asListener } from './listener';
import { findSyntaxErrorLine } from './syntax';
import { type AskDesk, type Ran, VALIDATION } from './thread';
import { judge } from './validation';

/** The operator's own code, which is told what happens and asked about new tickets. */
export interface Hooks {
  find: FindListeners;
  /** Loads new and changed files, and forgets those that are gone. */
  check(): Promise<void>;
  close(): Promise<void>;
}

interface HooksParts {
  folder: string;
  /** Whether to report that there is no such folder. */
  isNamed: boolean;
  /** The variables of the environment that hooks see. */
  environment: Record<string, string>;
  limits: HookLimits;
  database: Pick<Database, 'transaction'>;
  clock: () => Date;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Makes what asks the desk. @param causedBy the hooks whose calls these are */
  deskFor(causedBy: readonly string[]): AskDesk;
  /** Receives what to ask about new tickets; undefined if there is nobody to ask. */
  onValidation(validate: ValidateOpening | undefined): void;
  /** Is told that a hook was disabled because it failed. */
  onDisabled(name: string, reason: string): Promise<void>;
}

/** After so many failures in a row, a hook is disabled. */
const MOST_FAILURES = 10;

const KNOWN_EVENTS: ReadonlySet<string> = new Set([...DESK_EVENTS, VALIDATION]);

/** Creates what runs hooks. It has none before the first `check`. */
export function createHooks(parts: HooksParts): Hooks {
  const { folder, isNamed, environment, limits, database, clock, log } = parts;
  const hooks = new Map<string, Hook>();
  /** What was said about files that are not loaded, so that it is said once. */
  const told = new Map<string, string>();
  const seldom = createSeldom(() => clock().getTime());
  let isClosed = false;

  function updateValidation(): void {
    const asked = [...hooks.values()].filter(({ validates, isDisabled }) => validates && !isDisabled);
    asked.sort((one, other) => (one.name < other.name ? -1 : 1));
    parts.onValidation(asked.length === 0 ? undefined : (vars, causedBy) => validate(asked, vars, causedBy));
  }

  async function validate(asked: Hook[], vars: object, causedBy: readonly string[]): Promise<string | undefined> {
    const texts = await Promise.all(
      // A hook is not asked about what it has caused.
      asked.map(async (hook) => {
        if (causedBy.includes(hook.name)) return [];
        const ran = await hook.ask(vars, parts.deskFor([...causedBy, hook.name]));
        const judged = judge(ran, hook.name);
        if (judged.ran.state !== 'done' && judged.texts.length === 0) reportUnasked(hook, judged.ran.text);
        // Whoever opens the ticket does not wait for what is written about the hook.
        note(hook, judged.ran).catch((error: unknown) =>
          log.warn({ err: error, hook: hook.name }, 'the result of a hook was not noted'),
        );
        return judged.texts;
      }),
    );
    return texts.flat().join(' ') || undefined;
  }

  function reportUnasked(hook: Hook, reason: string): void {
    const repeated = seldom(`unasked ${hook.name}`);
    if (repeated !== undefined) log.warn({ hook: hook.name, reason, repeated }, 'a ticket was opened without a hook');
  }

  /** Notes how a run ended, and disables a hook that fails again and again. */
  async function note(hook: Hook, ran: Ran): Promise<void> {
    const { name, file } = hook;
    if (ran.state === 'lost') return;
    if (ran.state === 'done') {
      if (!hook.isFailing) return;
      hook.isFailing = false;
      await database.transaction('write', async (db) => noteHookSuccess(db, { name, digest: file.digest }));
      return;
    }
    hook.isFailing = true;
    const reason = ran.text;
    const repeated = seldom(`failed ${name}`);
    if (repeated !== undefined) log.warn({ hook: name, reason, repeated }, 'a hook failed');
    // Otherwise a hook that always throws would end those of its file that work.
    const counts = ran.isPart !== true;
    const failure = { name, digest: file.digest, reason, most: MOST_FAILURES, counts };
    const isLast = await database.transaction('write', (db) => noteHookFailure(db, failure, clock()));
    if (!isLast) return;
    hook.isDisabled = true;
    updateValidation();
    await parts.onDisabled(name, reason);
  }

  /** Takes over what the database knows, which other processes write too. */
  function learn(rows: HookRow[]): void {
    const known = new Map(rows.map((row) => [row.name, row]));
    let isChanged = false;
    for (const hook of hooks.values()) {
      const row = known.get(hook.name);
      if (row === undefined || row.digest !== hook.file.digest) continue;
      const enabledAt = row.enabledAt?.getTime() ?? null;
      const isEnabledAgain = hook.enabledAt !== undefined && hook.enabledAt !== enabledAt;
      hook.isStale ||= isEnabledAgain;
      hook.enabledAt = enabledAt;
      hook.isFailing = row.failures > 0;
      // The rows may have been read before a failure disabled the hook.
      const isDisabled = row.disabledAt !== null || (hook.isDisabled && !isEnabledAgain);
      isChanged ||= isDisabled !== hook.isDisabled;
      hook.isDisabled = isDisabled;
    }
    if (isChanged) updateValidation();
  }

  async function load(file: HookFile): Promise<Hook | undefined> {
    const { name, path } = file;
    const onPrinted = (text: string) => log.info({ hook: name, text }, 'a hook printed');
    try {
      return await Hook.load(file, { name, path, environment, loadMs: limits.loadMs, onPrinted }, limits);
    } catch (error) {
      const { message } = error as Error;
      const line = message.startsWith(`${name}: SyntaxError`) ? await findSyntaxErrorLine(file.source) : undefined;
      const reason = line === undefined ? message : message.replace(name, `${name}:${line}`);
      tellOnce({ name, reason }, file.digest);
      return undefined;
    }
  }

  function tellOnce({ name, reason }: Refused, what = reason): void {
    if (told.get(name) === what) return;
    told.set(name, what);
    log.warn({ hook: name, reason }, 'a hook is not loaded');
  }

  const isToLoad = ({ name, digest }: HookFile): boolean => {
    const hook = hooks.get(name);
    return told.get(name) !== digest && (hook === undefined || hook.isStale || hook.file.digest !== digest);
  };

  async function remove(hook: Hook): Promise<void> {
    hooks.delete(hook.name);
    await hook.close();
    if (!isClosed) log.info({ hook: hook.name }, 'a hook is gone');
  }

  async function check(): Promise<void> {
    const { files, refused } = (await findHookFiles(folder)) ?? {
      files: [],
      refused: isNamed ? [{ name: folder, reason: 'there is no such folder' }] : [],
    };
    for (const one of refused) tellOnce(one);
    const names = new Set(files.map(({ name }) => name));
    const kept = new Set([...names, ...refused.map(({ name }) => name)]);
    for (const name of told.keys()) if (!kept.has(name)) told.delete(name);
    const gone = [...hooks.values()].filter(({ name }) => !names.has(name));
    // What cannot be loaded changes nothing: the version before goes on.
    const loaded = (await Promise.all(files.filter(isToLoad).map(load))).filter((hook) => hook !== undefined);
    await Promise.all(gone.map(remove));
    if (loaded.length > 0) await takeOver(loaded);
    if (gone.length + loaded.length > 0) updateValidation();
  }

  async function takeOver(loaded: Hook[]): Promise<void> {
    const rows = await database
      .transaction('write', async (db) => {
        for (const { name, file, events } of loaded) {
          noteLoaded(db, { name, digest: file.digest, events: [...events] }, clock());
        }
        return listHooks(db);
      })
      .catch(async (error: unknown) => {
        await Promise.all(loaded.map((hook) => hook.close()));
        throw error;
      });
    const replaced = loaded.map(({ name }) => hooks.get(name)).filter((hook) => hook !== undefined);
    for (const hook of loaded) {
      told.delete(hook.name);
      hooks.set(hook.name, hook);
      const unknown = [...hook.events].filter((event) => !KNOWN_EVENTS.has(event));
      log.info({ hook: hook.name, events: [...hook.events] }, 'a hook is loaded');
      if (unknown.length > 0) log.warn({ hook: hook.name, events: unknown }, 'a hook waits for what never happens');
    }
    learn(rows);
    await Promise.all(replaced.map((hook) => hook.close()));
  }

  let checking: Promise<void> | undefined;
  return {
    async find(db: Db) {
      if (hooks.size === 0) return [];
      learn(await listHooks(db));
      const told = [...hooks.values()].filter(({ isDisabled }) => !isDisabled);
      return told.map((hook) => asListener(hook, { ...parts, note: (ran) => note(hook, ran) }));
    },
    check() {
      if (isClosed) return Promise.resolve();
      checking ??= check().finally(() => {
        checking = undefined;
      });
      return checking;
    },
    async close() {
      isClosed = true;
      await checking?.catch(() => {});
      parts.onValidation(undefined);
      await Promise.all([...hooks.values()].map(remove));
    },
  };
}
