#!/usr/bin/env -S MALLOC_MMAP_THRESHOLD_=262144 node
// The variable makes the allocator return large buffers to the system; otherwise it keeps them after uploads.
import { type Command, CommanderError } from 'commander';
import { EXIT, explain } from './cli/exits';
import { endOnSignals, isInterrupted } from './cli/interruption';
import { refuseOldNode } from './cli/old-node';

/** Loads only what is needed: a mail server waits for each mail that it pipes. */
function programFor(words: string[]): Command {
  if (words[0] === 'pipe') return (require('./cli/pipe') as typeof import('./cli/pipe')).createPipeProgram();
  return (require('./cli/program') as typeof import('./cli/program')).createProgram(
    words.find((word) => !word.startsWith('-')),
  );
}

async function main(): Promise<void> {
  if (refuseOldNode()) return;
  endOnSignals();
  const words = process.argv.slice(2);
  // There is nowhere left to say so.
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader may stop early, as in `hatchdesk ... | head`.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`The output cannot be written: ${error.message}\n`);
    // A server is for its calls, not for what it prints.
    if (words[0] !== 'serve') process.exitCode = EXIT.refused;
  });
  try {
    await programFor(words).parseAsync();
  } catch (error) {
    if (isInterrupted()) return;
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      return;
    }
    const { message, exit } = explain(error);
    if (message !== '') process.stderr.write(`${message}\n`);
    process.exitCode = exit;
  }
}

void main();
