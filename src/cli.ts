#!/usr/bin/env -S MALLOC_MMAP_THRESHOLD_=262144 node
// The variable makes the allocator return large buffers to the system; otherwise it keeps them after uploads.
import { CommanderError } from 'commander';
import { EXIT, explain } from './cli/exits';
import { createProgram } from './cli/program';

async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader may stop early, as in `hatchdesk ... | head`.
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      return;
    }
    const { message, exit } = explain(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exit;
  }
}

void main();
