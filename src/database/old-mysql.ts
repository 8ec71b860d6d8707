import { addAbortSignal } from 'node:stream';
import { type Connection, type ConnectionOptions, createConnection } from 'mysql2';

/** Which database to read, and how to reach it. */
export type OldMysqlOptions = ConnectionOptions & { database: string };

/** A table of an old desk. */
export interface OldTable {
  name: string;
  columns: { name: string; type: string }[];
  /** The primary key, if it is the id. */
  key: string | undefined;
  /** Whether the server can show it as it was when reading began. */
  hasSnapshots: boolean;
}

const CONNECT_MS = 20_000;

const ROWS_AHEAD = 512;

/** Between two reports of how far reading is. */
const PROGRESS_ROWS = 1000;

/** What a session does before it reads. Old servers don't know all of it, so each statement is tried by itself. */
const SESSION = [
  // Text arrives as UTF-8, whatever tables are declared as, and TIMESTAMP columns in one zone.
  "set names utf8mb4, time_zone = '+00:00'",
  // From MySQL 5.6 on.
  'set session transaction read only',
  'set session transaction isolation level repeatable read',
  // Whoever takes the rows may be slower than the server, which must not give up.
  'set session net_write_timeout = 3600, session net_read_timeout = 3600, session wait_timeout = 28800',
];

const UNKNOWN_TO_OLD_SERVERS = ['ER_PARSE_ERROR', 'ER_UNKNOWN_SYSTEM_VARIABLE'];

const TABLES = `select table_name as name, engine as engine from information_schema.tables
  where table_schema = database() and table_type = 'BASE TABLE' order by table_name`;

const COLUMNS = `select table_name as table_name, column_name as name, data_type as type, column_key as column_key
  from information_schema.columns where table_schema = database() order by table_name, ordinal_position`;

/** A connection that reads a database of MySQL from 5.5 on, or MariaDB. All that it throws is the driver's. */
export class OldMysql {
  /** The driver forgets what waits for an answer when a connection is ended. */
  private readonly ended = new AbortController();

  private constructor(private readonly connection: Connection) {
    // A lost connection is reported here and to nobody else, if rows are on their way or a statement comes later.
    connection.on('error', (error) => this.end(error));
  }

  static async open(options: OldMysqlOptions): Promise<OldMysql> {
    const connection = createConnection({
      ...options,
      connectTimeout: CONNECT_MS,
      rowsAsArray: true,
      // Bytes: whoever reads them knows what they mean.
      typeCast: (field) => field.buffer(),
    });
    const database = new OldMysql(connection);
    try {
      for (const statement of SESSION) await database.tryOn(statement);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return database;
  }

  /** From now on sees all tables as they are now. */
  async begin(): Promise<void> {
    await this.query('start transaction with consistent snapshot');
  }

  async tables(): Promise<OldTable[]> {
    const tables = new Map<string, OldTable>();
    for (const [name = '', engine = ''] of await this.rowsOf(TABLES)) {
      const hasSnapshots = /^(innodb|xtradb|tokudb|rocksdb)$/i.test(engine);
      tables.set(name, { name, columns: [], key: undefined, hasSnapshots });
    }
    for (const [name = '', column = '', type = '', key = ''] of await this.rowsOf(COLUMNS)) {
      const table = tables.get(name);
      table?.columns.push({ name: column, type: type.toLowerCase() });
      if (table !== undefined && column === 'id' && key === 'PRI') table.key = column;
    }
    return [...tables.values()];
  }

  async count(table: string): Promise<number> {
    const [row] = await this.rowsOf(`select count(*) from ${quoted(table)}`);
    return Number(row?.[0] ?? 0);
  }

  /**
   * Hands out the rows of a table, one after the other, in the order of its id.
   *
   * @param told hears how many there were so far
   * @returns how many there were
   */
  async read(
    { name, key }: OldTable,
    columns: readonly string[],
    take: (values: (Buffer | null)[]) => Promise<void> | void,
    told: (done: number) => void,
  ): Promise<number> {
    const order = key === undefined ? '' : ` order by ${quoted(key)}`;
    const query = this.connection.query(`select ${columns.map(quoted).join(', ')} from ${quoted(name)}${order}`);
    let done = 0;
    try {
      for await (const row of addAbortSignal(this.ended.signal, query.stream({ highWaterMark: ROWS_AHEAD }))) {
        const wait = take(row as (Buffer | null)[]);
        if (wait !== undefined) await wait;
        done += 1;
        if (done % PROGRESS_ROWS === 0) told(done);
      }
    } catch (error) {
      this.ended.signal.throwIfAborted();
      throw error;
    }
    told(done);
    return done;
  }

  /** The bytes of a file that a table has in pieces; undefined if it has none. */
  async readPieces(
    table: string,
    columns: { file: string; place: string; bytes: string },
    file: string,
  ): Promise<Buffer | undefined> {
    const [id, place, bytes] = [columns.file, columns.place, columns.bytes].map(quoted);
    const rows = await this.query(`select ${bytes} from ${quoted(table)} where ${id} = ? order by ${place}`, [file]);
    const pieces: Buffer[] = Array.isArray(rows) ? rows.flat().filter((piece) => Buffer.isBuffer(piece)) : [];
    return pieces.length === 0 ? undefined : Buffer.concat(pieces);
  }

  /** Ends it in the middle of a statement, which then fails. */
  abort(): void {
    this.end(undefined);
  }

  private end(reason: unknown): void {
    this.ended.abort(reason);
    this.connection.destroy();
  }

  close(): Promise<void> {
    if (this.ended.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.connection.end(() => resolve());
    });
  }

  private async tryOn(statement: string): Promise<void> {
    try {
      await this.query(statement);
    } catch (error) {
      const isOld = error instanceof Error && 'code' in error && UNKNOWN_TO_OLD_SERVERS.includes(String(error.code));
      if (!isOld) throw error;
    }
  }

  private async rowsOf(statement: string): Promise<string[][]> {
    const rows = await this.query(statement);
    if (!Array.isArray(rows)) return [];
    return rows.map((row: unknown) => (Array.isArray(row) ? row.map((value) => String(value ?? '')) : []));
  }

  private async query(statement: string, values: readonly string[] = []): Promise<unknown> {
    const { signal } = this.ended;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort);
      this.connection.query(statement, [...values], (error, rows) => {
        signal.removeEventListener('abort', abort);
        if (error === null) resolve(rows);
        else reject(error);
      });
    });
  }
}

/** A name of a table or column. */
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
