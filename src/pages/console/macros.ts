import { ADDRESSES } from '../../config/addresses';
import { type Html, html, NONE, when } from '../html';
import { consolePage, form, type StaffVisit, told } from './layout';
import { backToTicket, seenFields } from './reply/scheduled';
import type { Seen } from './reply/state';

/** A macro, as GetMacros lists it. */
export interface ShownMacro {
  id: number;
  name: string;
  key: string;
  status: string;
  priority: string;
  deptid: number;
  flag: string;
  addtags: string;
  removetags: string;
  snoozehours: number;
  reply: string;
  note: string;
}

/** What running a macro sends along. */
interface MacroForm {
  /** So that sending it twice has one effect. */
  key: string;
  /** What the reader has seen of the ticket: nobody answers over somebody else. */
  seen: Seen;
}

/** The macros that may be run on a ticket, as buttons with their keys; nothing where there are none. */
export function macroMenu(
  visit: StaffVisit,
  macros: readonly ShownMacro[],
  ticketId: number,
  { key, seen }: Partial<MacroForm> = {},
): Html {
  if (macros.length === 0 || !visit.may('RunMacro')) return NONE;
  const { macros: texts } = visit.texts;
  const buttons = macros.map(
    (macro) =>
      html`<li><button class="second" name="macro" value="${macro.id}" data-key="macro:${macro.id}"${when(macro.key !== '', () => html` data-keys="${macro.key}"`)} data-label="${macro.name}"><bdi>${macro.name}</bdi>${when(macro.key !== '', () => html` <kbd>${macro.key}</kbd>`)}<small>${partsOf(visit, macro)}</small></button></li>
`,
  );
  return html`<details class="card macros" open><summary data-key="macros">${texts.title}</summary>
${form(visit, {
  to: `${ADDRESSES.consoleTicket}${ticketId}/macro`,
  ...(key !== undefined && { key }),
  content: html`${seen === undefined ? NONE : seenFields(seen)}<ul class="plain">${buttons}</ul>`,
})}</details>`;
}

/** What a macro does, in a few words. */
function partsOf({ texts }: StaffVisit, macro: ShownMacro): Html {
  const { parts } = texts.macros;
  const assigned = macro.flag === 'me' ? parts.me : macro.flag === '0' ? parts.nobody : parts.assigned;
  const words: [is: boolean, word: string][] = [
    [macro.status !== '', macro.status],
    [macro.priority !== '', macro.priority],
    [macro.deptid !== 0, parts.department],
    [macro.flag !== '', assigned],
    [macro.addtags + macro.removetags !== '', parts.tags],
    [macro.snoozehours > 0, parts.snooze],
    [macro.note !== '', parts.note],
    [macro.reply !== '', parts.reply],
  ];
  return html`${words.filter(([is]) => is).map(([, word], at) => html`${at === 0 ? '' : ' · '}<bdi>${word}</bdi>`)}`;
}

/** Says why a macro was not run, and leads back. */
export const macroRefused = (visit: StaffVisit, ticketId: number, problem: string): string =>
  consolePage(visit, {
    ...{ title: visit.texts.macros.refused, current: 'tickets' },
    content: html`${told({ problem })}<p>${visit.texts.macros.unchanged}</p>${backToTicket(visit, ticketId)}`,
  });
