import type { RunState } from './run-state';

export default async function teardown(): Promise<void> {
  const { hatchdeskRun } = globalThis as typeof globalThis & RunState;
  await hatchdeskRun?.stop();
  hatchdeskRun?.end();
}
