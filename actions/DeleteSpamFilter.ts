import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeleteSpamFilter } from '../src/generated/DeleteSpamFilter';
import { deleteRow } from '../src/store/rows';

export default action<DeleteSpamFilter>(async ({ spamfilterid }, { db }) => {
  if (!(await deleteRow(db, 'spam_filters', spamfilterid))) throw notFound('Spam Filter ID Not Found');
  return { spamfilterid };
});
