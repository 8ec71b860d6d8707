import { rmSync } from 'node:fs';
import type { RunState } from './run-state';

export default async function teardown(): Promise<void> {
  const { hatchdeskRun } = globalThis as typeof globalThis & RunState;
  if (hatchdeskRun === undefined) return;
  await hatchdeskRun.stop();
  rmSync(hatchdeskRun.folder, { recursive: true, force: true });
}
