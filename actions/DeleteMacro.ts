import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteMacro } from '../src/generated/DeleteMacro';
import { deleteRow } from '../src/store/rows';
import { holdMacro } from '../src/store/tickets/macros';

export default action<DeleteMacro>(async ({ macroid }, { db, caller, record }) => {
  const macro = await holdMacro(db, caller.staff?.id ?? null, macroid);
  if (macro === undefined) throw notFound('Macro ID Not Found');
  await deleteRow(db, 'macros', macroid);
  record({ changes: { name: [macro.name, null] } });
  return { macroid };
});
