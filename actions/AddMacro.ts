import { action } from '../src/calls/action';
import { checkChanges, macroColumns } from '../src/dialects/whmcs/macros';
import type { AddMacro } from '../src/generated/AddMacro';
import { insertRow, nextPlace } from '../src/store/rows';

export default action<AddMacro>(async (params, context) => {
  const { db, caller } = context;
  const columns = await macroColumns(context, params);
  checkChanges(columns);
  const isShared = params.shared === true || caller.staff === null;
  const macroid = await insertRow(db, 'macros', {
    ...columns,
    key: params.key,
    staffId: isShared ? null : caller.staff?.id,
    sortOrder: params.sortorder ?? (await nextPlace(db, 'macros')),
  });
  context.record({ changes: { name: [null, params.name.trim()] } });
  return { macroid };
});
