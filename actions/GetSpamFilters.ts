import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetSpamFilters } from '../src/generated/GetSpamFilters';
import { listSpamFilterRows, type SpamFilterRow } from '../src/store/tickets/spam';

export default action<GetSpamFilters>(async (params, { db }) => {
  const { spamfilterid, type, search } = params;
  const page = pageOf(params);
  const listed = await listSpamFilterRows(db, { id: spamfilterid, kind: type, search }, page);
  return { ...countsOf(page, listed), spamfilters: { spamfilter: listed.rows.map(present) } };
});

const present = ({ id, kind, pattern, createdAt }: SpamFilterRow) => ({ id, type: kind, pattern, date: createdAt });
