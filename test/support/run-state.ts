export const TEMPLATE = 'desk_template';

/** The variable that names the run's folder, in tests and in every process that they start. */
export const RUN = 'HATCHDESK_TEST_RUN';

/** What the beginning of a run leaves for its end. */
export interface RunState {
  hatchdeskRun?: { stop: () => Promise<void>; end: () => void };
}
