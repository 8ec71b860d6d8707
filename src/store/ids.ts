/**
 * An id that no row has: ids start at 1. Statements on the hot path take it instead of null. With a null among the
 * values, the plan made for that one call looks so cheap that PostgreSQL never settles on a generic plan, and plans
 * every call anew.
 */
export const NO_ID = 0;
