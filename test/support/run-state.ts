export const TEMPLATE = 'desk_template';

/** The environment variable with the run's folder, in tests and in every process that they start. */
export const RUN = 'HATCHDESK_TEST_RUN';

/** The environment variable that is set if the server's data are in memory. */
export const IN_MEMORY = 'HATCHDESK_TEST_IN_MEMORY';

/** What the setup of a run passes to its teardown. */
export interface RunState {
  hatchdeskRun?: { stop: () => Promise<void>; end: () => void };
}
