#!/usr/bin/env -S MALLOC_MMAP_THRESHOLD_=262144 node
// The assignment makes the allocator give large buffers back to the system: after uploads it would keep them otherwise.
import { CommanderError } from 'commander';
import { EXIT, explain } from './cli/exits';
import { createProgram } from './cli/program';

async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `hatchdesk ... | head`: whoever stops reading has read enough.
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
