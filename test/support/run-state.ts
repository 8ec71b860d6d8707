export const TEMPLATE = 'desk_template';

/** What the beginning of a run leaves for its end. */
export interface RunState {
  hatchdeskRun?: { folder: string; stop: () => Promise<void> };
}
