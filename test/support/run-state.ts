export const TEMPLATE = 'desk_template';

/** The environment variable with the run's folder, in tests and in every process that they start. */
export const RUN = 'HATCHDESK_TEST_RUN';

/** What the setup of a run passes to its teardown. */
export interface RunState {
  hatchdeskRun?: { stop: () => Promise<void>; end: () => void };
}
