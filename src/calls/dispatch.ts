import { createHash } from 'node:crypto';
import type { Caller } from '../access/caller';
import type { Passwords } from '../access/passwords';
import type { DeskSettings } from '../config';
import type { Database, Db } from '../database/pool';
import { ApiError, invalid } from '../errors';
import { MAY_ASK_FOR_TOKENS } from '../store/access/oauth-clients';
import { type ActivityRow, insertActivity } from '../store/desk/activity';
import { claimKey, keepAnswer } from '../store/desk/idempotency';
import { recordEvent } from '../store/desk/outbox';
import type { Context, Entry, Result } from './action';
import { isOfTheHatch, type Registered, type Registry } from './registry';
import type { AnswerSchema } from './schema';
import { unsupportedAction } from './unsupported';

export interface Answer {
  result: Result;
  /** Whether this is the kept answer to an earlier call with the same key. */
  replayed: boolean;
}

export interface Dispatcher {
  /**
   * Finds an action that the caller may run. Permission is looked at first, so that a caller learns nothing about
   * actions that no role gives.
   *
   * @param name in any letter case.
   * @param dialect the folder of the actions of another API than WHMCS's; they cannot be named without it.
   * @throws ApiError (forbidden) `Invalid Permissions: API action "<name>" is not allowed`; (unknown_action) with the texts
   * of the settings UnknownActionText and, for an action that WHMCS has and Hatchdesk has not, UnsupportedActionText.
   */
  admit(name: string, caller: Caller, dialect?: string): Promise<Registered>;
  /**
   * Runs an admitted action: valid, then in a transaction, then committed.
   *
   * @param params decoded by the door, led by the action's schema.
   * @throws ApiError with the text of the first wrong parameter in schema order; what the action refuses; (conflict)
   * when the key was used with other parameters; (unavailable) when the database does not answer.
   */
  run(action: Registered, params: Record<string, unknown>, caller: Caller, origin: Origin): Promise<Answer>;
  /**
   * Whether a role can name an action: one that there is, one of WHMCS's that Hatchdesk has not, or asking for tokens.
   *
   * @param action in any letter case; those of other APIs with their folder.
   */
  knows(action: string): boolean;
}

/** What a door knows of a call beside who calls. */
export interface Origin {
  /** The network address; empty for a call from this process. */
  address: string;
  /** For actions that write: the same key and parameters give the first answer again. */
  idempotencyKey: string | undefined;
}

export interface DispatcherParts {
  database: Database;
  registry: Registry;
  /** The settings as they are now. */
  settings: () => Promise<DeskSettings>;
  passwords: Passwords;
  clock: () => Date;
  /** Drops what this process remembers, after a call that changed it: the news would come a moment later. */
  forget: () => void;
}

/** The one way into the desk, whichever door a call came through. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { database, registry, settings, passwords, clock } = parts;
  const knows = (action: string): boolean =>
    registry.find(action) !== undefined ||
    unsupportedAction(action) !== undefined ||
    action.toLowerCase() === MAY_ASK_FOR_TOKENS;
  return {
    knows,
    async admit(name, caller, dialect) {
      const full = dialect === undefined ? name : `${dialect}/${name}`;
      const lowered = full.toLowerCase();
      if (!caller.may(lowered)) {
        throw new ApiError('forbidden', `Invalid Permissions: API action "${lowered}" is not allowed`);
      }
      const action = registry.find(full);
      if (action === undefined || (dialect === undefined && !isOfTheHatch(name))) {
        throw await unknownAction(dialect === undefined ? name : full, settings);
      }
      return action;
    },

    async run(action, params, caller, { address, idempotencyKey }) {
      assertValid(action, params);
      const now = clock();
      const access = action.schema['x-access'];
      const desk = await settings();
      const prepared = await action.run.prepare?.(params, {
        passwords,
        read: (work) => database.transaction('read', work),
        address,
        now,
      });
      let forgets = false;
      const answer = await database.transaction(access, async (db) => {
        const log = new CallLog({ at: now, action: action.name, caller, address });
        const context: Context = {
          ...{ db, caller, address, now, desk },
          emit: (event, payload) => recordEvent(db, event, payload, now),
          record: (entry) => log.add(entry),
          takeEntry: (entry) => log.take(entry),
          forget: () => {
            forgets = true;
          },
          knows,
        };
        const run = async (): Promise<Result> => {
          const result = await action.run(params, context, prepared);
          if (access === 'write' && !log.isTaken) insertActivity(db, log.row(params, result));
          return result;
        };
        if (access === 'read' || idempotencyKey === undefined) return { result: await run(), replayed: false };
        const claim = { caller: caller.name, key: idempotencyKey, requestHash: hashCall(action, params), now };
        return once(db, claim, action.schema['x-answer'], run);
      });
      if (forgets) parts.forget();
      return answer;
    },
  };
}

async function unknownAction(name: string, settings: () => Promise<DeskSettings>): Promise<ApiError> {
  const { unknownActionText, unsupportedActionText } = await settings();
  const published = unsupportedAction(name);
  const text = published === undefined ? unknownActionText : unsupportedActionText;
  return new ApiError(
    'unknown_action',
    text.replaceAll('{action}', () => published ?? name.slice(0, 100)),
  );
}

/** What is said of a call in the activity log while it runs. */
class CallLog {
  isTaken = false;
  private entry: Entry = {};

  constructor(private readonly call: { at: Date; action: string; caller: Caller; address: string }) {}

  add({ changes, ...entry }: Entry): void {
    const all = { ...this.entry.changes, ...changes };
    this.entry = { ...this.entry, ...entry, ...(Object.keys(all).length > 0 && { changes: all }) };
  }

  take(entry: Entry): ActivityRow {
    this.add(entry);
    this.isTaken = true;
    return this.row({}, {});
  }

  row(params: Record<string, unknown>, result: Result): ActivityRow {
    const { at, action, caller, address } = this.call;
    return {
      ...{ at, action, address },
      description: this.entry.description ?? describe(action, { ...params, ...result }),
      caller: caller.name,
      username: caller.username,
      staffId: caller.staff?.id ?? null,
      clientId: this.entry.clientId ?? caller.clientId,
      userId: this.entry.userId ?? null,
      changes: this.entry.changes ?? null,
    };
  }
}

/** `AddTicketNote: ticketid 5, noteid 7`: ids are no secrets. */
function describe(action: string, values: Record<string, unknown>): string {
  const ids = Object.entries(values).filter(([name, value]) => /id$/i.test(name) && Number.isInteger(value));
  return ids.length === 0 ? action : `${action}: ${ids.map(([name, id]) => `${name} ${id}`).join(', ')}`;
}

/** Runs a call under its key, or gives the answer that the key has already. */
async function once(
  db: Db,
  claim: { caller: string; key: string; requestHash: string; now: Date },
  answerSchema: AnswerSchema,
  run: () => Promise<Result>,
): Promise<Answer> {
  const earlier = await claimKey(db, claim);
  if (earlier === undefined) {
    const result = await run();
    keepAnswer(db, claim, withTaggedDates(withoutSecrets(result, answerSchema)));
    return { result, replayed: false };
  }
  if (earlier.requestHash !== claim.requestHash) {
    throw new ApiError('conflict', 'This Idempotency-Key was already used with other parameters');
  }
  return { result: withDates(earlier.answer) as Result, replayed: true };
}

/** A secret is shown once: an answer that is kept to be given again has none. */
function withoutSecrets(result: Result, { properties = {} }: AnswerSchema): Result {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, properties[name]?.['x-secret'] ? '' : value]),
  );
}

const DATE_TAG = '$date';

/** JSON has no dates, and a kept answer is written out by the door as the first one was. */
function withTaggedDates(value: Result): Result;
function withTaggedDates(value: unknown): unknown {
  if (value instanceof Date) return { [DATE_TAG]: value.getTime() };
  if (Array.isArray(value)) return value.map((item) => withTaggedDates(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTaggedDates(inner)]));
}

function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [tag, time] = entries[0] ?? [];
  if (entries.length === 1 && tag === DATE_TAG && typeof time === 'number') return new Date(time);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withDates(inner)]));
}

/**
 * What makes two calls the same. Parameters were decoded in schema order, so equal calls are written equally. A password is
 * no part of it: a plain digest of one that a person chose, kept for a day, would be a way to guess it.
 */
function hashCall({ name, schema }: Registered, params: Record<string, unknown>): string {
  const told = Object.entries(params).filter(([key]) => !schema.properties[key]?.['x-secret']);
  return sha256(JSON.stringify([name, withoutBytes(Object.fromEntries(told))]));
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

function withoutBytes(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return sha256(value);
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBytes(inner)]));
}

/** Reports the first wrong parameter, in the order in which the schema lists them. */
function assertValid({ schema, validate }: Registered, params: Record<string, unknown>): void {
  const errors = validate(params);
  if (errors.length === 0) return;
  const wrong = new Map<string, string>();
  for (const { keyword, instancePath, params: details, message } of errors) {
    const missing = keyword === 'required' ? [String(details.missingProperty)] : [];
    const [name, ...inner] = [...instancePath.split('/').slice(1), ...missing];
    if (name !== undefined && !wrong.has(name)) {
      const what =
        schema['x-typed'] && (keyword === 'minLength' || details.pattern === NOT_BLANK)
          ? 'must not be empty'
          : plainly(keyword, details, message);
      wrong.set(name, `Parameter "${name}${inner.map(member).join('')}" ${what}`);
    }
  }
  const name = Object.keys(schema.properties).find((property) => wrong.has(property));
  if (name === undefined) throw invalid('The parameters are not valid');
  throw invalid(schema.properties[name]?.['x-error'] ?? wrong.get(name) ?? '');
}

/** The pattern of texts in which there must be something. */
const NOT_BLANK = '\\S';

const member = (name: string): string => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`);

/** Says what a parameter must be, for those without a published text. */
function plainly(keyword: string, details: Record<string, unknown>, message = 'is not valid'): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'type') return `must be ${kindOf([details.type].flat()[0])}`;
  if (keyword === 'enum') return `must be one of ${[details.allowedValues].flat().filter(isNamed).join(', ')}`;
  if (keyword === 'x-instance') return 'must be a date and time';
  if (keyword === 'minItems' || keyword === 'maxItems')
    return `must have ${keyword === 'minItems' ? 'at least' : 'at most'} ${details.limit} entries`;
  if (keyword === 'minimum' || keyword === 'maximum') return 'is out of range';
  if (keyword === 'maxLength') return `may have at most ${details.limit} characters`;
  return message;
}

const isNamed = (value: unknown): boolean => value !== null;

const kindOf = (type: unknown): string =>
  ({ integer: 'a whole number', array: 'a list', object: 'an object' })[String(type)] ?? `of type ${String(type)}`;
