/**
 * How long a test waits for something that must happen, in milliseconds. With ten other programs busy, what takes 50 ms
 * takes a second, and when a test makes hundreds of calls at once, each waits for the others. A server has taken more
 * than a minute to start. That says nothing about Hatchdesk, so it must not fail a test. Promises about speed have tests of their own.
 */
export const PATIENCE_MS = 120_000;
