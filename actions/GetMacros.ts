import { action } from '../src/calls/action';
import { presentMacro } from '../src/dialects/whmcs/macros';
import type { GetMacros } from '../src/generated/GetMacros';
import { listMacros } from '../src/store/tickets/macros';

export default action<GetMacros>(async ({ macroid }, { db, caller, catalogue }) => {
  const [macros, known] = await Promise.all([listMacros(db, caller.staff?.id ?? null, macroid), catalogue()]);
  return { totalresults: macros.length, macros: { macro: macros.map((macro) => presentMacro(macro, known)) } };
});
