import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateSpamFilter } from '../src/generated/UpdateSpamFilter';
import { changeRow, holdRow } from '../src/store/rows';
import { isFiltered, type SpamFilter } from '../src/store/tickets/spam';
import { checkFilter } from '../src/tickets/spam';

export default action<UpdateSpamFilter>(async ({ spamfilterid, type, pattern }, context) => {
  const { db } = context;
  const held = await holdRow<SpamFilter>(db, 'spam_filters', spamfilterid);
  if (held === undefined) throw notFound('Spam Filter ID Not Found');
  const filter = checkFilter(type ?? held.kind, pattern ?? held.pattern);
  if (await isFiltered(db, filter, spamfilterid)) throw invalid('There is such a spam filter already');
  const changes = await changeRow(db, 'spam_filters', spamfilterid, { ...filter });
  context.forget();
  context.record({ ...(changes !== undefined && { changes }) });
  return { spamfilterid };
});
