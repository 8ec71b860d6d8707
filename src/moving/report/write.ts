import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv';
import { MoveRefused } from '../refused';
import { reportPage } from './html';
import type { RunReport } from './report';
import { LINE_WORDS, nameOfKind } from './words';

type Row = readonly (string | number | undefined)[];

/** Makes the folder for a report, so that a long run finds out first. @throws MoveRefused if nothing can be written there */
export async function prepareReport(folder: string): Promise<void> {
  await explained(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  });
}

/** What the file system reports, in words. Other codes are the database's, which the report is read from. */
const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EDQUOT: 'this user may not store more',
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder of the name of a file',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file of that name',
  EPERM: 'this user may not write there',
  EROFS: 'nobody may write there',
};

async function explained(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = UNWRITABLE[String((error as NodeJS.ErrnoException).code)];
    throw reason === undefined ? error : new MoveRefused(`The report cannot be written into ${folder}: ${reason}`);
  }
}

/**
 * Writes a run's report into a folder, which it makes if needed: `report.html`, `counts.csv`, `lines.csv` with every line,
 * and, after a real run, `tickets.csv` with each ticket's digests. They name customers, so only their owner may read them.
 *
 * @returns the path of the page
 * @throws MoveRefused if it cannot be written
 */
export async function writeReport(folder: string, run: RunReport): Promise<string> {
  await prepareReport(folder);
  const page = join(folder, 'report.html');
  await explained(folder, async () => {
    await writeFile(page, reportPage(run), { mode: 0o600 });
    await writeCsv(join(folder, 'counts.csv'), COUNT_TITLES, countRows(run));
    await writeCsv(join(folder, 'lines.csv'), LINE_TITLES, lineRows(run));
    if (!run.isDryRun) await writeCsv(join(folder, 'tickets.csv'), DIGEST_TITLES, digestRows(run));
  });
  return page;
}

const COUNT_TITLES = ['records', 'old desk', 'this desk', 'added', 'changed', 'unchanged', 'already here'];
const LINE_TITLES = ['line', 'records', 'id there', 'what', 'reason', 'why', 'count'];
const DIGEST_TITLES = ['id there', 'number', 'id here', 'digest there', 'digest here', 'same', 'differs'];

function* countRows({ kinds }: RunReport): Iterable<Row> {
  for (const { kind, there, here, added, changed, unchanged, linked } of kinds) {
    yield [nameOfKind(kind), there, here, added, changed, unchanged, linked];
  }
}

async function* lineRows(run: RunReport): AsyncIterable<Row> {
  for await (const { line, kind, sourceId, title, reason, text, count = 1 } of run.lines()) {
    yield [LINE_WORDS[line].title, nameOfKind(kind), sourceId, title, reason, text, count];
  }
}

async function* digestRows(run: RunReport): AsyncIterable<Row> {
  for await (const { sourceId, number, id, there, here, differs } of run.digestsOfTickets()) {
    yield [
      sourceId,
      number,
      id ?? undefined,
      there ?? '',
      here ?? '',
      there === here ? 'yes' : 'no',
      differs.join(' '),
    ];
  }
}

async function writeCsv(path: string, titles: Row, rows: Iterable<Row> | AsyncIterable<Row>): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 });
  // Otherwise an error would end the program before anybody waits for it.
  const closed = finished(file);
  closed.catch(() => {});
  file.write(BYTE_ORDER_MARK + csvRow(titles));
  for await (const row of rows) {
    if (!file.write(csvRow(row))) await Promise.race([once(file, 'drain'), closed]);
  }
  file.end();
  await closed;
}
