import { join } from 'node:path';
import { makeAction } from './new-action/make';

const [name, ...others] = process.argv.slice(2);
try {
  if (name === undefined || others.length > 0) throw new Error('Give one name: npm run new -- DeleteTicketNote');
  process.stdout.write(`${makeAction(join(__dirname, '..', '..'), name)}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
