import { type Html, html, NONE, when } from '../html';
import { timeOf } from '../times';
import type { StaffVisit } from './layout';

/** A message that a mail may quote. */
export interface QuotableMessage {
  id: number;
  name: string;
  date: Date;
  /** The beginning of its text, without markup. */
  excerpt: string;
}

const LONGEST_EXCERPT = 150;
const MEANING: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&', nbsp: ' ' };

/** The beginning of a message's text. @param markup safe, as GetTicketConversation answers it */
export const excerptOf = (markup: string): string =>
  markup
    .slice(0, 4 * LONGEST_EXCERPT)
    .replace(/<[^>]*(?:>|$)/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp|nbsp);/g, (_all, name: string) => MEANING[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_EXCERPT)
    .toWellFormed();

/** The name of the field with the choice, and of the boxes of single messages. */
const QUOTE_FIELD = 'quote';
const QUOTED_FIELD = 'quoted[]';

/**
 * Which messages the mail about a reply quotes, for its form. The newest come first. Notes are never among them.
 *
 * @param chosen what was chosen in a form that is shown again, as {@link quoteIn} reads it
 */
export function quoteChoice(visit: StaffVisit, messages: readonly QuotableMessage[], chosen = ''): Html {
  const texts = visit.texts.bulk;
  if (messages.length === 0) return NONE;
  const ids = new Set(chosen.split(',').filter((item) => /^\d+$/.test(item)));
  const kind = ids.size > 0 ? 'some' : ['last', 'all'].includes(chosen) ? chosen : 'none';
  const kinds: [value: string, name: string][] = [
    ['none', texts.quoteNone],
    ['last', texts.quoteLast],
    ['all', texts.quoteAll],
    ['some', texts.quoteSome],
  ];
  return html`<span class="bulk-field"><label for="quote">${texts.quote}</label><select id="quote" name="${QUOTE_FIELD}">${kinds.map(
    ([value, name]) => html`<option value="${value}"${when(value === kind, () => html` selected`)}>${name}</option>`,
  )}</select></span>
<details class="quoted"${when(ids.size > 0, () => html` open`)}><summary>${texts.quoteSome}</summary><ul class="bulk-list">${messages.map(
    ({ id, name, date, excerpt }) =>
      html`<li><label class="tick"><input type="checkbox" name="${QUOTED_FIELD}" value="${id}"${when(ids.has(String(id)), () => html` checked`)}> <span><bdi>${name}</bdi> ${timeOf(visit, date)}<span class="excerpt" dir="auto">${excerpt}</span></span></label></li>
`,
  )}</ul></details>`;
}

/**
 * Reads the choice of a form.
 *
 * @param fields of the form
 * @returns the parameter `quote` of AddTicketReply; empty if nothing is to be quoted
 */
export function quoteIn(fields: Readonly<Record<string, unknown>>): string {
  const kind = fields[QUOTE_FIELD];
  const boxes = fields[QUOTED_FIELD.replace('[]', '')];
  const ids = (Array.isArray(boxes) ? boxes : [boxes]).filter((id) => typeof id === 'string' && id !== '');
  // Whoever selects messages means them, whatever the list says.
  if (ids.length > 0 && kind !== 'last' && kind !== 'all') return ids.join(',');
  return kind === 'last' || kind === 'all' ? kind : '';
}
