import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddSpamFilter } from '../src/generated/AddSpamFilter';
import { insertRow } from '../src/store/rows';
import { isFiltered } from '../src/store/tickets/spam';
import { checkFilter } from '../src/tickets/spam';

export default action<AddSpamFilter>(async ({ type, pattern }, context) => {
  const { db, now } = context;
  const filter = checkFilter(type, pattern);
  if (await isFiltered(db, filter)) throw invalid('There is such a spam filter already');
  const spamfilterid = await insertRow(db, 'spam_filters', { ...filter, createdAt: now });
  context.forget();
  context.record({ changes: { [type]: [null, filter.pattern] } });
  return { spamfilterid };
});
