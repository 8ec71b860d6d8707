/**
 * Loaded into the server before its own program: collects garbage and reports memory when the soak asks, so that what
 * is measured is what the server holds, and not what it has yet to give back.
 */
import type { Memory } from './gauges';

const { gc } = globalThis as { gc?: () => void };

process.on('message', () => {
  // Twice, because some objects are only given up by the first.
  gc?.();
  gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  process.send?.({
    heap: heapUsed,
    buffers: external + arrayBuffers,
    resources: process.getActiveResourcesInfo().length,
  } satisfies Memory);
});
// Without the soak, nobody would end the server.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel must not keep the server from ending.
process.channel?.unref();
