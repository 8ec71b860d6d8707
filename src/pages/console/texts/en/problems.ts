/** The refusals of actions in other words than the API's, by those. `xxx` stands for what differs. */
export type ProblemTexts = Readonly<Record<string, string>>;

/** The API speaks English already, but not only to people. */
export const problems: ProblemTexts = {
  'Ticket ID Not Found': 'This ticket does not exist, or no longer does',
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key':
    'The database did not confirm whether this was done. Please send it again',
};
