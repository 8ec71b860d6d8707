/** What becomes of something that is to be done, in order. */
export const TODO_STATUSES = ['New', 'Pending', 'In Progress', 'Completed', 'Postponed'];

/** SQL: whether something should have been done by a moment, `?` or `$1`. */
export const overdueAt = (moment: string): string => `due_at < ${moment} and status <> 'Completed'`;
