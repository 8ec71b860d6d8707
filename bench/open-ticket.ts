/**
 * Measures OpenTicket beside the yardsticks in bench/yardsticks: `npm run bench`, or with options, such as
 * `npm run bench -- --seconds 1`.
 *
 * The servers take turns on one embedded PostgreSQL, each with a database of its own. A turn of ours ends when everything
 * is done that its calls left to be done. Afterwards the rows are counted, and a success without its rows fails the run.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chart } from './opening/chart';
import { markdown, memoryText } from './opening/markdown';
import { measureMemory } from './opening/memory';
import { HELP, type Options, readOptions } from './opening/options';
import { loadPerCore, waitUntilQuiet } from './opening/quiet';
import { isReached, memoryRatios, type Results, ratiosOf, type ServerName } from './opening/results';
import { measureAll } from './opening/run';
import { Started } from './servers';

const DOCS = join(__dirname, '..', '..', 'docs');

async function bench(options: Options, started: Started): Promise<boolean> {
  if (options.wait !== undefined) await waitUntilQuiet(options.wait, progress);
  if (options.memory) {
    const memory = await measureMemory(started, progress);
    progress('measured');
    console.log(options.json ? JSON.stringify(memory, undefined, 2) : `\n${memoryText(memory)}`);
    return memoryRatios(memory).every(isReached);
  }
  const results = await measureAll(options, loadPerCore(), started, progress);
  progress('measured');
  const report = markdown(results);
  console.log(options.json ? JSON.stringify({ ...results, ratios: ratiosOf(results) }, undefined, 2) : `\n${report}`);
  const wrong = (Object.keys(results.rows) as ServerName[]).filter((server) => results.rows[server]?.equal === false);
  if (wrong.length > 0) {
    console.error(`The run does not count, because rows and successes differ: ${wrong.join(', ')}`);
    return false;
  }
  if (options.all && (results.reading === undefined || results.memory === undefined)) return false;
  if (options.write) write(results, report);
  return true;
}

/** Keeps the report in docs/, which only `--write` changes. */
function write(results: Results, report: string): void {
  const heading = '# What `npm run bench` measured\n\n![Calls per second](bench.svg)\n\n';
  writeFileSync(join(DOCS, 'bench.md'), heading + report);
  writeFileSync(join(DOCS, 'bench.svg'), chart(results));
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text} `);
  else process.stderr.write(`${text}\n`);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    console.log(HELP);
    return 0;
  }
  const started = new Started();
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(130));
  });
  try {
    return await Promise.race([bench(options, started).then((good) => (good ? 0 : 1)), interrupted]);
  } finally {
    progress('stopping');
    await started.stop();
    progress('stopped');
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
