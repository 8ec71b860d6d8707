/** A process that starts the embedded Postgres in argv[2], reports the outcome, and follows commands on its input. */
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from '../../src/postgres/embedded-postgres';

const say = (message: unknown): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

async function main(): Promise<void> {
  const started = await startEmbeddedPostgres({ dataRoot: process.argv[2]!, settings: { fsync: 'off' } });
  process.on('SIGINT', () => say('interrupted'));
  say({ connection: started.connection, dataDirectory: started.dataDirectory, shared: started.shared });
  for await (const line of createInterface(process.stdin)) {
    if (line === 'stop') await started.stop();
    if (line === 'exit') process.exit();
    say(line);
  }
}

main().catch((error: Error) => {
  say({ error: error.message });
  process.exit(1);
});
