import type { Client } from 'pg';

/** One kind of call, made with many values. */
export interface Question {
  name: string;
  calls: Record<string, string>[];
  /** SQL that counts independently what `totalresults` must be. */
  count?: (params: Record<string, string>) => [sql: string, values: unknown[]];
  /** Whether it is reported but may miss the goal, because every match has to be read to be counted. */
  isHard?: boolean;
}

const LIVING = 'merged_into_id is null and deleted_at is null';

const counting =
  (where: string, ...names: string[]): Question['count'] =>
  (params) => [`select count(*) from tickets t where ${LIVING} and ${where}`, names.map((name) => params[name])];

const BY_EMAIL = `lower($1) = lower(coalesce(
  (select email from contacts where id = t.contact_id), (select email from users where id = t.user_id),
  (select email from clients where id = t.client_id), t.requester_email))`;
/**
 * A search without the tables that searches use: it finds the texts that contain the first word, then matches
 * everything written in their tickets.
 */
const BY_WORDS = `id in (
  select holding.id from (
    select ticket_id as id from messages where body ilike '%' || rtrim(split_part($1, ' ', 1), '.') || '%'
    union
    select coalesce(merged_into_id, id) from tickets
    where number || ' ' || subject ilike '%' || rtrim(split_part($1, ' ', 1), '.') || '%') as holding,
  lateral (
    select string_agg(content, E'\\n') as content from (
      select number || ' ' || subject as content from tickets where id = holding.id or merged_into_id = holding.id
      union all
      select body from messages where ticket_id = holding.id and not is_draft) as texts) as whole
  where to_tsvector('simple', plain_words(content)) @@ websearch_to_tsquery('simple', plain_words($1)))`;

/** Tables that no call may read from end to end. */
export async function bigTables(database: Client): Promise<Set<string>> {
  const { rows } = await database.query(`select relname from pg_class where relkind = 'r' and reltuples > 20000`);
  return new Set(rows.map(({ relname }) => String(relname)));
}

/** Draws the values to ask for from the tickets in the database. */
export async function drawQuestions(database: Client, requests: number): Promise<Question[]> {
  const column = async (sql: string, values: unknown[] = []): Promise<string[]> =>
    (await database.query({ text: sql, values, rowMode: 'array' })).rows.map(([value]) => String(value));
  const [total = 0] = (await column(`select count(*) from tickets where ${LIVING}`)).map(Number);
  const [highest = 0] = (await column('select coalesce(max(id), 0) from tickets')).map(Number);
  const ids = Array.from({ length: requests }, () => 1 + Math.floor(Math.random() * highest));
  const ofTickets = (sql: string) =>
    column(`select ${sql} from unnest($1::int[]) as drawn join tickets t on t.id = drawn where ${LIVING}`, [ids]);
  const living = await ofTickets('t.id');
  const statuses = await column('select title from statuses order by sort_order');
  const departments = await column('select id from departments order by id');
  const [biggest = '0'] = await column(
    'select client_id from tickets where client_id is not null group by 1 order by count(*) desc limit 1',
  );
  const clients = await ofTickets("t.client_id || ''");
  const emails = await ofTickets(`coalesce((select email from contacts where id = t.contact_id),
    (select email from users where id = t.user_id), (select email from clients where id = t.client_id), t.requester_email)`);
  const subjects = await ofTickets('t.subject');
  const bodies = await ofTickets('(select body from messages m where m.ticket_id = t.id order by id limit 1)');
  const people = await column(`select first_name || ' ' || last_name from clients where id = any($1::int[])`, [
    ids.map((id) => 1 + (id % Math.max(1, Math.floor(highest / 10)))),
  ]);

  const many = <T>(of: (at: number) => T): T[] => Array.from({ length: requests }, (_, at) => of(at));
  const from = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const anywhere = (count = total) => String(Math.floor(Math.random() * count));
  const list = (
    name: string,
    of: (() => Record<string, string>) | undefined,
    count?: Question['count'],
    isHard?: boolean,
  ): Question => ({
    name,
    calls: of === undefined ? [] : many(() => ({ action: 'GetTickets', ...of() })),
    ...(count !== undefined && { count }),
    ...(isHard !== undefined && { isHard }),
  });
  const title = 'status_id = (select id from statuses where lower(title) = lower($1))';
  const some = <T>(values: T[], what: (value: T) => Record<string, string>) =>
    values.length === 0 ? undefined : () => what(from(values));
  /** What somebody would look for in subjects: domain names, codes, order numbers, or two longer words in a row. */
  const parts = subjects.flatMap(
    (subject) => subject.match(/[\w-]+\.[\w.]+|[A-Z]{3}-\d+|\d{4}-\d{6}|\S{4,} \S{4,}/g) ?? [],
  );
  const words = bodies.flatMap(
    (body) => body.match(/[\w-]+\.(?:example|test)[\w.]*|ORD-\d+|\d{4}-\d{6}|\b[0-9a-f]{12}\b/g) ?? [],
  );
  const codes = bodies.flatMap((body) => body.match(/ERR-\d+/g) ?? []);

  const questions: Question[] = [
    { name: 'GetTicketTypes, next to no work', calls: many(() => ({ action: 'GetTicketTypes' })) },
    list('GetTickets', () => ({}), counting('true')),
    list('GetTickets, any page', () => ({ limitstart: anywhere() }), counting('true')),
    list('GetTickets, the last pages', () => ({
      limitstart: String(Math.max(0, total - Math.floor(Math.random() * 1000))),
    })),
    list('GetTickets, any page, oldest first', () => ({ limitstart: anywhere(), order: 'ASC' })),
    list('GetTickets by status', () => ({ status: from(statuses) }), counting(title, 'status')),
    list(
      'GetTickets by status, any page',
      () => ({ status: 'Closed', limitstart: anywhere() }),
      counting(title, 'status'),
    ),
    list('GetTickets, awaiting reply or active', () => ({
      status: from(['Awaiting Reply', 'All Active Tickets']),
      limitstart: String(Math.floor(Math.random() * 500)),
    })),
    list('GetTickets by department', () => ({ deptid: from(departments) }), counting('department_id = $1', 'deptid')),
    list(
      'GetTickets by department, any page',
      () => ({ deptid: from(departments), limitstart: anywhere(total / 10) }),
      counting('department_id = $1', 'deptid'),
    ),
    list(
      'GetTickets by department and status, any page',
      () => ({ deptid: from(departments), status: 'Closed', limitstart: anywhere(total / 10) }),
      counting(`${title} and department_id = $2`, 'status', 'deptid'),
    ),
    list(
      'GetTickets by client',
      some(
        clients.filter((id) => id !== 'null'),
        (clientid) => ({ clientid }),
      ),
      counting('client_id = $1', 'clientid'),
    ),
    list(
      'GetTickets by client, the biggest, any page',
      () => ({ clientid: biggest, limitstart: anywhere(1000) }),
      counting('client_id = $1', 'clientid'),
    ),
    list(
      'GetTickets by client and status',
      some(
        clients.filter((id) => id !== 'null'),
        (clientid) => ({ clientid, status: 'Closed' }),
      ),
    ),
    list(
      'GetTickets by e-mail',
      some(emails, (email) => ({ email })),
      counting(BY_EMAIL, 'email'),
    ),
    list(
      'GetTickets by subject',
      some(parts, (subject) => ({ subject })),
      counting(`strpos(lower(subject), lower($1)) > 0`, 'subject'),
    ),
    list(
      'GetTickets by search',
      some(words, (search) => ({ search })),
      counting(BY_WORDS, 'search'),
    ),
    list(
      'GetTickets by subject, any page',
      some(parts, (subject) => ({ subject, limitstart: anywhere(1000) })),
    ),
    list(
      'GetTickets by search, any page',
      some(words, (search) => ({ search, limitstart: anywhere(1000) })),
    ),
    list(
      'GetTickets by search, an error code',
      some(codes, (search) => ({ search })),
      counting(BY_WORDS, 'search'),
      true,
    ),
    list(
      'GetTickets by search, a name',
      some(people, (name) => ({ search: name })),
      counting(BY_WORDS, 'search'),
    ),
  ];
  const [subjectWords, messageWords] = [await wordsOf(database, SUBJECT_WORDS), await wordsOf(database, MESSAGE_WORDS)];
  for (const size of [100, 1000, 5000, 20_000, 50_000]) {
    const subject = closest(subjectWords, size);
    const word = closest(messageWords, size);
    questions.push(
      list(
        `GetTickets by subject, a word of about ${size}`,
        some(subject, (value) => ({ subject: value })),
        counting(`strpos(lower(subject), lower($1)) > 0`, 'subject'),
        size > 5000,
      ),
      list(
        `GetTickets by search, a word of about ${size}`,
        some(word, (value) => ({ search: value })),
        counting(BY_WORDS, 'search'),
        size > 5000,
      ),
    );
  }
  const plain = (action: string, of: () => Record<string, string> = () => ({})): Question => ({
    name: action,
    calls: many(() => ({ action, ...of() })),
  });
  return [
    ...questions,
    plain('GetTicketCounts', () => ({ includeCountsByStatus: 'true' })),
    plain('GetSupportDepartments'),
    plain('GetSupportStatuses'),
    plain('GetStats'),
    { ...plain('GetClients', () => ({ search: from(people) ?? '' })), name: 'GetClients with search' },
    plain('GetTicket', () => ({ ticketid: from(living) })),
  ];
}

interface Word {
  word: string;
  rows: number;
}

/** The share of rows sampled to estimate how many contain a word: a rough figure is enough. */
const PER_CENT = 1;

const SUBJECT_WORDS = `select word, count(*) as n from (
    select id, unnest(regexp_split_to_array(lower(subject), '[^[:alnum:]-]+')) as word
    from tickets tablesample system (${PER_CENT})) w
  where length(word) >= 4 group by word`;
const MESSAGE_WORDS = `select word, count(distinct ticket_id) as n from (
    select ticket_id, unnest(tsvector_to_array(to_tsvector('simple', plain_words(body)))) as word
    from messages tablesample system (${PER_CENT})) w
  where word ~ '^[[:alpha:]]{4,}$' group by word`;

async function wordsOf(database: Client, sql: string): Promise<Word[]> {
  const { rows } = await database.query<{ word: string; n: string }>(sql);
  return rows.map(({ word, n }) => ({ word, rows: (Number(n) * 100) / PER_CENT }));
}

/** The words that about `size` rows contain. */
const closest = (words: Word[], size: number): string[] =>
  words
    .filter(({ rows }) => rows >= size * 0.6 && rows <= size * 1.6)
    .sort((one, other) => Math.abs(one.rows - size) - Math.abs(other.rows - size))
    .slice(0, 20)
    .map(({ word }) => word);
