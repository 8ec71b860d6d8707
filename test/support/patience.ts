/**
 * For how long a test waits for what must come, in milliseconds. Where ten programs compute beside the tests, what takes
 * 50 ms takes a second, and where a test makes hundreds of calls at once, each waits for the others. That says nothing about
 * Hatchdesk, so it fails no test. What is promised to be quick is tested where it is promised.
 */
export const PATIENCE_MS = 60_000;
