import { ADDRESSES } from '../../../config/addresses';
import { Html, html, NONE } from '../../html';
import { timeOf } from '../../times';
import { linkTo, type StaffVisit } from '../layout';
import { parameterLabel } from './labels';
import type { Reference, Shape } from './model';
import { toSetup } from './parts';

const COLOUR = /^#[0-9a-f]{6}$/i;

/** Shows one value of an answer. @param names what the ids in it are called */
export function shownValue(
  visit: StaffVisit,
  value: unknown,
  shape: Shape,
  names?: ReadonlyMap<string, Reference>,
): Html {
  const { texts } = visit;
  if (value === undefined || value === null || value === '') return html`<span class="quiet">–</span>`;
  if (typeof value === 'boolean') return html`${value ? texts.setup.yes : texts.setup.no}`;
  if (value instanceof Date) return timeOf(visit, value);
  if (Array.isArray(value)) return listOf(visit, value, shape.items ?? {}, names);
  if (typeof value === 'object') return ofObject(visit, value as Record<string, unknown>, shape, names);
  const text = String(value);
  const known = names?.get(text);
  if (known !== undefined) return referenceTo(visit, known);
  if (names !== undefined && text === '0') return html`<span class="quiet">–</span>`;
  if (shape['x-html']) return html`<div class="text" dir="auto">${new Html(text)}</div>`;
  if (shape['x-secret']) return html`<code class="secret">${text}</code>`;
  if (COLOUR.test(text)) {
    return html`<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="4" fill="${text}"/></svg> <code>${text}</code>`;
  }
  if (/\n/.test(text)) return html`<pre class="long" dir="auto">${text}</pre>`;
  return html`<bdi>${text}</bdi>`;
}

/** Shows a member of something: a ticket's number leads to the ticket. */
export function shownMember(
  visit: StaffVisit,
  name: string,
  value: unknown,
  shape: Shape,
  names?: ReadonlyMap<string, Reference>,
): Html {
  const isTicket = /ticketid$/.test(name) && Number(value) > 0 && visit.may('GetTicket');
  if (!isTicket) return shownValue(visit, value, shape, names);
  return html`<a href="${linkTo(visit, `${ADDRESSES.consoleTicket}${String(value)}`)}">${String(value)}</a>`;
}

const referenceTo = (visit: StaffVisit, { name, to }: Reference): Html =>
  to === undefined ? html`<bdi>${name}</bdi>` : html`<a href="${linkTo(visit, toSetup(to))}"><bdi>${name}</bdi></a>`;

function listOf(
  visit: StaffVisit,
  values: unknown[],
  shape: Shape,
  names: ReadonlyMap<string, Reference> | undefined,
): Html {
  if (values.length === 0) return html`<span class="quiet">–</span>`;
  const table = tableOf(visit, values, shape);
  if (table !== undefined) return table;
  return html`<ul class="inline">${values.map((value) => html`<li>${shownValue(visit, value, shape, names)}</li>`)}</ul>`;
}

/** A list of things that have no names but several values is a table of its own. */
function tableOf(visit: StaffVisit, values: unknown[], { properties }: Shape): Html | undefined {
  const members = Object.keys(properties ?? {});
  if (members.length < 2 || ('id' in (properties ?? {}) && 'name' in (properties ?? {}))) return undefined;
  const rows = values.map((value) => {
    const row = value as Record<string, unknown>;
    return html`<tr>${members.map((name) => html`<td>${shownValue(visit, row[name], properties?.[name] ?? {})}</td>`)}</tr>`;
  });
  return html`<table class="small-table"><thead><tr>${members.map((name) => html`<th scope="col">${parameterLabel(visit, name)}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** An object that only holds a list is shown as the list, one with a name as its name, any other with all it has. */
function ofObject(
  visit: StaffVisit,
  value: Record<string, unknown>,
  shape: Shape,
  names: ReadonlyMap<string, Reference> | undefined,
): Html {
  const entries = Object.entries(value);
  const [[only, first] = ['', undefined]] = entries;
  if (entries.length === 1 && Array.isArray(first))
    return shownValue(visit, first, shape.properties?.[only] ?? {}, names);
  if (typeof value.name === 'string' && 'id' in value) return html`<bdi>${value.name}</bdi>`;
  if (entries.length === 0) return html`<span class="quiet">–</span>`;
  return facts(visit, value, shape, {});
}

/** Everything that an object says, with the name of each value. */
export function facts(
  visit: StaffVisit,
  value: Record<string, unknown>,
  { properties = {}, additionalProperties = {} }: Shape,
  names: Readonly<Record<string, ReadonlyMap<string, Reference> | undefined>>,
): Html {
  const rows = Object.entries(value)
    .filter(([name]) => name !== 'result')
    // What something looks like says more than what it is made of.
    .sort(
      ([one], [other]) => Number(properties[other]?.['x-html'] ?? false) - Number(properties[one]?.['x-html'] ?? false),
    )
    .map(([name, one]) => {
      const shape = properties[name] ?? additionalProperties;
      return html`<div><dt>${parameterLabel(visit, name)}</dt><dd>${shownMember(visit, name, one, shape, names[name])}</dd></div>
`;
    });
  return rows.length === 0 ? NONE : html`<dl class="facts-list">${rows}</dl>`;
}
