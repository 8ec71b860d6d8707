/**
 * The id of no row, because ids begin at 1. Statements on the hot path get it where a null would do: with a null among its
 * values a plan looks so cheap to PostgreSQL that it plans every call anew.
 */
export const NO_ID = 0;
