import fs from 'node:fs';
import path from 'node:path';
import { claim } from '../../src/postgres/ownership';
import { describeProcess } from '../../src/postgres/processes';
import { cleanUp, temporaryDirectory } from './support';

afterEach(cleanUp);

const holding = { release: expect.any(Function) };

test('only one claim is valid at a time, and its release allows the next', () => {
  const directory = path.join(temporaryDirectory(), 'owner');
  const first = claim(directory);
  expect(first).toEqual(holding);
  expect(claim(directory)).toEqual({ heldBy: process.pid });
  if ('release' in first) first.release();
  expect(claim(directory)).toEqual(holding);
  expect(claim(directory)).toEqual({ heldBy: process.pid });
  expect(fs.readdirSync(directory)).toEqual(['3', '3.at']);
});

test.each([
  ['a dead process', '2147483647 long/ago', holding],
  ['a living process that was given the pid of a dead one', `${process.pid} long/ago`, holding],
  ['a living process', `${process.pid} ${describeProcess(process.pid)?.started}`, { heldBy: process.pid }],
  ['nobody any more', 'released', holding],
  ['something unreadable', '???', holding],
])('a claim held by %s', (_, holder, expected) => {
  const directory = temporaryDirectory();
  fs.symlinkSync('2147483647 long/ago', path.join(directory, '9'));
  fs.symlinkSync(holder, path.join(directory, '10'));
  expect(claim(directory)).toEqual(expected);
});
