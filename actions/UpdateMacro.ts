import { action } from '../src/calls/action';
import { checkChanges, macroColumns, removedColumns } from '../src/dialects/whmcs/macros';
import { notFound } from '../src/errors';
import type { UpdateMacro } from '../src/generated/UpdateMacro';
import { changeRow } from '../src/store/rows';
import { holdMacro } from '../src/store/tickets/macros';

export default action<UpdateMacro>(async ({ macroid, ...params }, context) => {
  const { db, caller } = context;
  const macro = await holdMacro(db, caller.staff?.id ?? null, macroid);
  if (macro === undefined) throw notFound('Macro ID Not Found');
  const columns = { ...(await macroColumns(context, params)), key: params.key, ...removedColumns(params.remove) };
  checkChanges({ ...macro, ...columns });
  const owner = params.shared === undefined ? {} : { staffId: params.shared ? null : (caller.staff?.id ?? null) };
  const changes = await changeRow(db, 'macros', macroid, { ...columns, ...owner });
  context.record({ changes: changes ?? {} });
  return { macroid };
});
