import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetSpamFilters } from '../src/generated/GetSpamFilters';
import type { Condition } from '../src/store/conditions';
import { listPage } from '../src/store/pages';

const FILTERS = { select: 'id, kind as type, pattern, created_at as date', from: 'spam_filters', orderBy: 'id' };

export default action<GetSpamFilters>(async (params, { db }) => {
  const page = pageOf(params);
  const conditions: Condition[] = [
    ['id = ?', params.spamfilterid],
    ['kind = ?', params.type],
    ['position(lower(?) in lower(pattern)) > 0', params.search],
  ];
  const listed = await listPage(db, FILTERS, conditions, page);
  return { ...countsOf(page, listed), spamfilters: { spamfilter: listed.rows } };
});
