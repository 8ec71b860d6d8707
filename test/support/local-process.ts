/** A program that uses the package: makes the calls in argv[2], one after the other, and prints their answers. */
import { closeLocalAPI, localAPI } from '../../src';

async function main(): Promise<void> {
  const calls = JSON.parse(process.argv[2]!) as [string, Record<string, unknown>][];
  const answers = [];
  for (const [action, params] of calls) answers.push(await localAPI(action, params));
  await closeLocalAPI();
  process.stdout.write(JSON.stringify(answers));
}

void main();
