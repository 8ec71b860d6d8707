import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { drawSecret, storeSecret } from '../../src/access/secrets';
import { type Config, readConfig } from '../../src/config';
import type { Db } from '../../src/database/pool';
import { assembleDesk, type Desk, loadActions } from '../../src/desk/desk';
import { createLocalApi, type LocalAnswer } from '../../src/doors/local';
import type { RunningServer } from '../../src/server/server';
import { insertCredential } from '../../src/store/access/credentials';
import { insertRole } from '../../src/store/access/roles';
import { insertClient } from '../../src/store/people/clients';
import { insertStaff } from '../../src/store/people/staff';
import { type Columns, insertRow, type PlainTable } from '../../src/store/rows';
import type { CustomFieldType } from '../../src/store/tickets/custom-fields';
import { createTestDatabase, type TestDatabase } from './database';
import { PATIENCE_MS } from './patience';

export interface Credentials {
  identifier: string;
  secret: string;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body parsed as JSON; undefined if it is something else. */
  json: Record<string, unknown> | undefined;
}

/** A whole desk for tests, with a real database, the real dispatcher and the real HTTP server. */
export interface World {
  desk: Desk;
  /** The server's address, after {@link serve}. */
  url: string;
  /** Where its metrics are, if its configuration wants any. */
  metricsUrl: string | undefined;
  /** The lines of the log so far. */
  log: Record<string, unknown>[];
  /** The desk's time. Tests may set it. */
  now: Date;
  credentials: Credentials;
  /** Starts the server. The first request does it too; call it only if a test needs the address before. */
  serve(): Promise<void>;
  /** Runs an action like localAPI, as the program itself or as an administrator. */
  call(action: string, params?: Record<string, unknown>, admin?: string): Promise<LocalAnswer>;
  /** The same for calls that must succeed. */
  done(action: string, params?: Record<string, unknown>, admin?: string): Promise<LocalAnswer>;
  /**
   * POSTs a form to /includes/api.php with the world's credentials and responsetype=json, both of which can be
   * overridden.
   */
  post(fields: Record<string, string>, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Sends any request. */
  send(path: string, init?: RequestInit): Promise<HttpAnswer>;
  rows<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Changes rows directly, as no action could. @returns the rows that the statement returns. */
  change<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** The newest entry of the activity log. */
  logged(): Promise<Record<string, unknown> | undefined>;
  /**
   * The number of rows in every table, which a refused call must not change. Leaves out what is written at any time.
   */
  counts(): Promise<Record<string, number>>;
  /** The names of the events since the last call of this function, in order. */
  events(): Promise<string[]>;
  department(options?: { name?: string; preventClientClosure?: boolean }): Promise<number>;
  client(name?: string): Promise<{ clientId: number; userId: number }>;
  contact(clientId: number): Promise<number>;
  service(clientId: number): Promise<number>;
  domain(clientId: number): Promise<number>;
  customField(field: {
    name: string;
    type: CustomFieldType;
    owner?: 'ticket' | 'client';
    departmentId?: number;
    pattern?: string;
    required?: boolean;
    staffOnly?: boolean;
    /** The options of a hierarchy are paths: `Hosting>Shared`. */
    options?: string[];
  }): Promise<number>;
  /** Opens a guest's ticket. @returns OpenTicket's answer. */
  ticket(params?: Record<string, unknown>): Promise<{ id: number; tid: string; c: string }>;
  admin(
    username: string,
    options?: { departmentIds?: number[]; passwordHash?: string; actions?: string[]; email?: string },
  ): Promise<number>;
  credential(actions: string[], options?: { admin?: number; ids?: 'number' | 'string' }): Promise<Credentials>;
}

/** What a server doesn't write after its answers, at any time, in the tables where it does. */
const WRITTEN_BY_CALLS: Record<string, string> = { deliveries: "listener <> 'mail'", emails: 'event_id is null' };

/** SQL for the rows of a table that calls write. */
export const rowsByCalls = (table: string): string => `${table} r where ${WRITTEN_BY_CALLS[table] ?? 'true'}`;

/**
 * Reads many tables in one statement. PostgreSQL expects rows in a table that nobody has analyzed, so it would start two
 * more processes for each read, which takes 50 ms instead of one.
 *
 * @param select makes the part of the statement for a table
 */
export const readTables = <Row>(db: Db, tables: string[], select: (table: string) => string): Promise<Row[]> => {
  db.send('set local max_parallel_workers_per_gather = 0');
  // Prepared, because planning it takes longer than running it.
  return db.query(`${tables.map(select).join(' union all ')} order by name`);
};

/** For the config of a world: refuses unknown custom fields and priorities, which a desk ignores by default. */
export function refuseUnknown(config: Config): void {
  Object.assign(config.desk, { unknownCustomFields: 'refuse', unknownPriority: 'refuse' });
}

/**
 * Gives every test of a file one world, opened before the first and closed after the last.
 *
 * @param change settings other than the defaults.
 * @param open makes the database, where something lies between it and the world.
 */
export function useWorld(
  change: (config: Config) => void = () => {},
  open: () => Promise<TestDatabase> = createTestDatabase,
): World {
  const world = {} as World;
  let database: TestDatabase;
  let server: RunningServer | undefined;

  beforeAll(async () => {
    database = await open();
    const config = readConfig({ PORT: '0', HATCHDESK_TIMEZONE: 'UTC', HATCHDESK_KEY: '00'.repeat(32) });
    // Cheap hashes, because tests check passwords thousands of times.
    config.passwordCost = 4;
    // A small pool, because each connection is a process of PostgreSQL to start and end. Long timeouts, because tests
    // must wait where production would give up.
    config.database = { poolSize: 4, connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS, prepare: 'auto' };
    change(config);
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const connected = { connection: database.connection, place: 'test', stop: async () => {} };
    world.now = new Date();
    const desk = assembleDesk(config, connected, loadActions(), log, () => world.now);
    let starting: Promise<void> | undefined;
    const serve = () => {
      starting ??= (async () => {
        // Loaded only now, because the doors' libraries take long to load.
        const { startServer } = require('../../src/server/server') as typeof import('../../src/server/server');
        server = await startServer(desk, log);
        world.url = server.url;
        world.metricsUrl = server.metricsUrl;
      })();
      return starting;
    };
    Object.assign(world, { desk, log: lines, serve }, tools(world, desk));
    world.credentials = await world.credential(['*']);
  });

  afterAll(async () => {
    await server?.stop('at once');
    await world.desk?.close();
  });
  return world;
}

function tools(world: World, desk: Desk): Partial<World> {
  const { callers, dispatcher, config, passwords } = desk;
  const write = <T>(work: (db: Db) => Promise<T>) => desk.database.transaction('write', work);
  const onFailure = (failure: unknown) => {
    throw failure;
  };
  const call = createLocalApi({ callers, dispatcher, timeZone: config.desk.timeZone, onFailure });
  let lastEvent = 0;

  const role = async (actions: string[]): Promise<string> => {
    const name = `role-${randomBytes(6).toString('hex')}`;
    await write((db) => insertRole(db, name, actions));
    return name;
  };

  const owned = (table: PlainTable, clientId: number, columns: Columns): Promise<number> =>
    write((db) => insertRow(db, table, { clientId, ...columns }));

  const done: World['done'] = async (action, params, admin) => {
    const answer = await call(action, params, admin);
    if (answer.result !== 'success') throw new Error(`${action}: ${String(answer.message)}`);
    return answer;
  };

  const send: World['send'] = async (path, init) => {
    await world.serve();
    const response = await fetch(world.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const json = isJson && text !== '' ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  };

  return {
    call,
    done,
    send,
    post: (fields, headers = {}) =>
      send('/includes/api.php', {
        method: 'POST',
        headers,
        body: new URLSearchParams({ ...world.credentials, responsetype: 'json', ...fields }),
      }),
    rows: <Row>(sql: string, values: unknown[] = []) =>
      desk.database.transaction('read', (db) => db.queryOnce<Row>(sql, values)),
    change: <Row>(sql: string, values: unknown[] = []) =>
      write((db) => db.queryOnce<Row>(sql, values)).finally(() => desk.forget()),
    async logged() {
      const [entry] = await world.rows(
        `select action, description, caller, username, address, staff_id as "staffId", client_id as "clientId",
           user_id as "userId", changes from activity_log order by id desc limit 1`,
      );
      return entry;
    },
    async counts() {
      const tables = await world.rows<{ name: string }>(
        `select table_name as name from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'knex%'
           and table_name not in ('call_counts', 'ticket_tallies', 'search_marks', 'ticket_subjects', 'ticket_words',
             'events', 'event_cursor', 'delivery_workers')
         order by 1`,
      );
      const names = tables.map(({ name }) => name);
      const select = (name: string) => `select '${name}' as name, count(*) from ${rowsByCalls(name)}`;
      const rows = await desk.database.transaction('read', (db) =>
        readTables<{ name: string; count: number }>(db, names, select),
      );
      return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
    },
    async events() {
      const rows = await world.rows<{ id: number; event: string }>(
        'select id, event from outbox where id > $1 order by id',
        [lastEvent],
      );
      lastEvent = rows.at(-1)?.id ?? lastEvent;
      return rows.map(({ event }) => event);
    },
    async department({ name = 'A department', preventClientClosure } = {}) {
      const params = { name, preventclientclosure: preventClientClosure };
      return Number((await done('AddDepartment', params)).departmentid);
    },
    client: (name = 'Ann Lee') => {
      const [firstName = '', lastName = ''] = name.split(' ');
      const email = `${randomBytes(5).toString('hex')}@example.com`;
      return write((db) => insertClient(db, { firstName, lastName, email }));
    },
    contact: (clientId) =>
      owned('contacts', clientId, { firstName: 'Con', lastName: 'Tact', email: 'con.tact@example.com' }),
    service: (clientId) => owned('services', clientId, { name: 'Hosting' }),
    domain: (clientId) => owned('domains', clientId, { name: 'example.com' }),
    async customField({ departmentId, staffOnly, ...field }) {
      const params = { ...field, departmentid: departmentId, staffonly: staffOnly };
      return Number((await done('AddCustomField', params)).fieldid);
    },
    async ticket(params = {}) {
      const guest = { deptid: 1, name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };
      return (await done('OpenTicket', { ...guest, ...params })) as unknown as { id: number; tid: string; c: string };
    },
    async admin(username, { actions = ['*'], passwordHash, departmentIds, email = '' } = {}) {
      const roles = [await role(actions)];
      const id = await write((db) =>
        insertStaff(db, {
          username,
          firstName: 'Jo',
          lastName: 'Admin',
          email,
          passwordHash: passwordHash ?? null,
          roles,
          ...(departmentIds !== undefined && { departmentIds }),
        }),
      );
      if (id === undefined) throw new Error(`administrator ${username} exists`);
      return id;
    },
    async credential(actions, { admin, ids = 'number' } = {}) {
      const made = { identifier: drawSecret(), secret: drawSecret() };
      const roles = [await role(actions)];
      await write(async (db) =>
        insertCredential(db, {
          identifier: made.identifier,
          description: '',
          secret: await storeSecret(made.secret, passwords),
          roles,
          staffId: admin ?? null,
          idFormat: ids,
        }),
      );
      return made;
    },
  };
}
