import { action } from '../src/calls/action';
import type { ResetComparison } from '../src/generated/ResetComparison';
import { forgetComparisons } from '../src/store/comparing/comparisons';

export default action<ResetComparison>(async ({ actionname }, { db, record }) => {
  const { calls, differences } = await forgetComparisons(db, actionname);
  record({
    description: `Comparison reset: ${actionname ?? 'all actions'}`,
    changes: { calls: [calls, 0], differences: [differences, 0] },
  });
  return { calls, differences };
});
