import fs from 'node:fs';
import path from 'node:path';
import { packagedBinaries, usableBinaries } from '../../src/postgres/binaries';
import { ensureCluster } from '../../src/postgres/cluster';
import { locate } from '../../src/postgres/location';
import { cleanUp, filledDataRoot, query, start, temporaryDirectory } from './support';

afterEach(cleanUp);

const IN_QUOTATION_MARKS = `select to_tsvector('simple', '«Заказ» “invoice”')::text`;

test('words and their parts are found in every script, whatever marks surround them', async () => {
  const started = await start(await filledDataRoot());
  expect(await query(started, IN_QUOTATION_MARKS)).toEqual(["'invoice':2 'заказ':1"]);
  await query(started, 'create extension pg_trgm');
  expect(await query(started, "select cardinality(show_trgm('заказ'))")).toEqual([6]);
});

test('a system without the locale still gets a database', async () => {
  const dataRoot = temporaryDirectory();
  const location = locate(dataRoot);
  // The real program, asked for a locale that no system has.
  const programs = temporaryDirectory();
  const real = path.join(usableBinaries(packagedBinaries(), location), 'initdb');
  const script = `#!/bin/sh\nfor last; do :; done\n[ "$last" = --lc-ctype=C.UTF-8 ] && set -- "$@" --lc-ctype=xx_XX.UTF-8\nexec ${real} "$@"\n`;
  fs.writeFileSync(path.join(programs, 'initdb'), script, { mode: 0o755 });
  await ensureCluster(programs, location, () => {}, new AbortController().signal);
  const started = await start(dataRoot);
  expect(await query(started, 'select datctype from pg_database where datname = current_database()')).toEqual(['C']);
});
