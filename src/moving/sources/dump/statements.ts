/** A column of a table of the dump. */
export interface DumpColumn {
  name: string;
  /** In lower case, without its length: `varchar`, `timestamp`. */
  type: string;
}

const NAME = '(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|[\\w$\\u0080-\\uffff]+)';
const TABLE = `(?:(${NAME})\\s*\\.\\s*)?(${NAME})`;

const CREATE = new RegExp(`^CREATE\\s+(?:TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${TABLE}\\s*\\(`, 'i');
const COLUMN = new RegExp(`^\\s*(${NAME})\\s+([a-z]+)`, 'i');
const NO_COLUMN = /^\s*(?:PRIMARY|UNIQUE|FULLTEXT|SPATIAL|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|PERIOD)\b/i;

const INSERT = new RegExp(
  `^(?:INSERT|REPLACE)\\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY)\\s+)?(?:IGNORE\\s+)?(?:INTO\\s+)?${TABLE}\\s*` +
    `(?:\\(\\s*(${NAME}(?:\\s*,\\s*${NAME})*)\\s*\\)\\s*)?VALUES?\\s*(?=\\()`,
  'i',
);

const unquoted = (name: string): string => {
  const quote = name[0];
  return quote === '`' || quote === '"' ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
};

interface CreatedTable {
  /** Undefined if the statement doesn't say, and USE counts. */
  database: string | undefined;
  table: string;
  columns: readonly DumpColumn[];
  /** Those that it mentions, in lower case. */
  charsets: readonly string[];
}

/** Reads a CREATE TABLE statement; undefined if it is none, or has no list of columns. */
export function readCreateTable(statement: string): CreatedTable | undefined {
  const begin = CREATE.exec(statement);
  if (begin === null) return undefined;
  const [all, database, table = ''] = begin;
  const columns: DumpColumn[] = [];
  for (const part of partsOf(statement, all.length)) {
    const column = NO_COLUMN.test(part) ? null : COLUMN.exec(part);
    if (column !== null) columns.push({ name: unquoted(column[1] ?? ''), type: (column[2] ?? '').toLowerCase() });
  }
  return { database: database && unquoted(database), table: unquoted(table), columns, charsets: charsetsOf(statement) };
}

const CHARSET = /(?:CHARSET|CHARACTER SET)\s*=?\s*(\w+)/gi;

const charsetsOf = (statement: string): string[] => [
  ...new Set([...statement.matchAll(CHARSET)].map(([, name = '']) => name.toLowerCase())),
];

/** The parts of a list in parentheses, separated by commas, from behind its opening one. */
function* partsOf(text: string, from: number): Generator<string> {
  let depth = 0;
  let begin = from;
  const marks = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`|\/\*[\s\S]*?\*\/|[(),]/g;
  marks.lastIndex = from;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '(') depth += 1;
    else if (mark[0] === ')' && depth > 0) depth -= 1;
    else if (depth === 0 && (mark[0] === ',' || mark[0] === ')')) {
      yield text.slice(begin, mark.index);
      begin = mark.index + 1;
      if (mark[0] === ')') return;
    }
  }
}

interface InsertHead {
  database: string | undefined;
  table: string;
  /** Undefined if the statement names none, and those of CREATE TABLE count. */
  columns: readonly string[] | undefined;
  /** Its length: the first row begins behind it. */
  bytes: number;
}

/** Reads what stands before the rows of an INSERT or REPLACE; undefined if there are no rows as in a dump. */
export function readInsert(text: string): InsertHead | undefined {
  const head =
    INSERT.exec(text) ?? INSERT.exec(text.replace(/\/\*(?!!)[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length)));
  if (head === null) return undefined;
  const [all, database, table = '', columns] = head;
  return {
    database: database && unquoted(database),
    table: unquoted(table),
    columns: columns?.match(new RegExp(NAME, 'g'))?.map(unquoted),
    bytes: Buffer.byteLength(all),
  };
}

const USE = new RegExp(`^USE\\s+(${NAME})`, 'i');

/** The database of a USE statement. */
export const readUse = (statement: string): string | undefined => {
  const name = USE.exec(statement)?.[1];
  return name && unquoted(name);
};

const SETTING =
  /(?:^SET\s+|,\s*)(?:SESSION\s+|@@(?:session\.)?)?(sql_mode|time_zone)\s*=\s*('[^']*'|"[^"]*"|@?[\w@.]+)/gi;
const NAMES = /^SET\s+NAMES\s+['"]?(\w+)/i;

interface Setting {
  name: 'names' | 'sql_mode' | 'time_zone';
  /** A text, or a variable with its `@`. */
  value: string;
}

/** What a SET statement says about how the dump is to be read. */
export function readSettings(statement: string): Setting[] {
  const names = NAMES.exec(statement)?.[1];
  if (names !== undefined) return [{ name: 'names', value: names.toLowerCase() }];
  return [...statement.matchAll(SETTING)].map(([, name = '', value = '']) => ({
    name: name.toLowerCase() === 'sql_mode' ? 'sql_mode' : 'time_zone',
    value: value.replace(/^(['"])(.*)\1$/s, '$2'),
  }));
}
