import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteSpamFilter } from '../src/generated/DeleteSpamFilter';
import { takeRow } from '../src/store/rows';

export default action<DeleteSpamFilter>(async ({ spamfilterid }, { db, record, forget }) => {
  const filter = await takeRow<{ kind: string; pattern: string }>(db, 'spam_filters', spamfilterid);
  if (filter === undefined) throw notFound('Spam Filter ID Not Found');
  forget();
  record({ changes: { kind: [filter.kind, null], pattern: [filter.pattern, null] } });
  return { spamfilterid };
});
