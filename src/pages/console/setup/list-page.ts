import { type Html, html, NONE, when } from '../../html';
import { numberOf } from '../../times';
import { consolePage, linkTo, type StaffVisit, told } from '../layout';
import { setupFields } from './fields';
import { parameterLabel } from './labels';
import type { Column, Listed, SetupField } from './model';
import { buttons, type SetupLink, schemaWords, toSetup, trail } from './parts';
import { shownMember, shownValue } from './value';

/** The page of everything of one kind. */
interface ListView {
  title: string;
  /** What the list's schema says about it. */
  description: string;
  /** The address of the page, below that of setting up. */
  to: string;
  /** The page above it, other than the first. */
  above?: SetupLink[];
  filter: SetupField[];
  isFiltered: boolean;
  /** The filter, as it stands in an address. */
  query: string;
  listed: Listed;
  links: SetupLink[];
  done: string;
}

export function listPage(visit: StaffVisit, view: ListView): string {
  const { title, description, to, above = [], links, done } = view;
  const content = html`${trail(visit, [...above, { name: title, to }])}${told({ done })}
<h1><bdi>${title}</bdi></h1>
<p class="hint">${schemaWords(description)}</p>
${buttons(visit, links)}${filterForm(visit, view)}
${listTable(visit, view)}`;
  return consolePage(visit, { title, content, current: 'setup', kind: 'wide', hasHeading: true });
}

function filterForm(
  visit: StaffVisit,
  { filter, isFiltered, to }: Pick<ListView, 'filter' | 'isFiltered' | 'to'>,
): Html {
  if (filter.length === 0) return NONE;
  const { setup } = visit.texts;
  const isOpen = isFiltered || filter.some(({ path }) => path[0] === 'search');
  return html`<details class="filter"${when(isOpen, () => html` open`)}><summary>${setup.filter}</summary>
<form method="get" action="${linkTo(visit, toSetup(to))}" role="search"><div class="inner">${setupFields(visit, filter)}</div>
<p class="row"><button>${setup.find}</button>${when(isFiltered, () => html` <a class="button second" href="${linkTo(visit, toSetup(to))}">${setup.everything}</a>`)}</p></form></details>
`;
}

/** A list as a table, which a narrow screen shows as one block for each row. */
function listTable(visit: StaffVisit, view: Pick<ListView, 'listed' | 'to' | 'query' | 'isFiltered' | 'title'>): Html {
  const { columns, rows, groups = [{ title: '', rows }], toRow } = view.listed;
  const { setup } = visit.texts;
  if (rows.length === 0) return html`<p>${view.isFiltered ? setup.noneFound : setup.empty}</p>`;
  const head = columns.map(({ member }) => html`<th scope="col">${parameterLabel(visit, member)}</th>`);
  const bodies = groups.map(({ title, rows: inside }) => {
    const heading = html`<tr><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>
`;
    return html`<tbody>
${title === '' ? NONE : heading}${inside.map((row) => oneRow(visit, columns, row, toRow?.(row)))}</tbody>`;
  });
  return html`<table class="rows-table"><caption class="unseen">${view.title}</caption><thead><tr>${head}</tr></thead>
${bodies}</table>
${wayOn(visit, view)}`;
}

const oneRow = (
  visit: StaffVisit,
  columns: readonly Column[],
  row: Record<string, unknown>,
  to: string | undefined,
): Html => html`<tr>${columns.map((column, place) => cell(visit, row, column, place === 0 ? to : undefined))}</tr>
`;

function cell(
  visit: StaffVisit,
  row: Record<string, unknown>,
  { member, shape, names }: Column,
  to: string | undefined,
): Html {
  const value =
    to === undefined ? shownMember(visit, member, row[member], shape, names) : shownValue(visit, row[member], shape);
  const content = to === undefined ? value : html`<a href="${linkTo(visit, toSetup(to))}" data-key="open">${value}</a>`;
  return html`<td data-label="${parameterLabel(visit, member)}">${content}</td>`;
}

function wayOn(visit: StaffVisit, { listed, to, query }: Pick<ListView, 'listed' | 'to' | 'query'>): Html {
  const { start, total, perPage, rows } = listed;
  const { setup } = visit.texts;
  if (perPage === 0 || total <= rows.length) return NONE;
  const at = (first: number): string =>
    `${linkTo(visit, toSetup(to))}?${query}${query === '' ? '' : '&'}start=${Math.max(0, first)}`;
  const [from, last, all] = [start + 1, start + rows.length, total].map((count) => numberOf(visit, count));
  return html`<nav class="row" aria-label="${setup.pages}">
${when(start > 0, () => html`<a class="button second" rel="prev" data-key="previous" href="${at(start - perPage)}">${setup.previous}</a>`)}
<span>${setup.range(from ?? '', last ?? '', all ?? '')}</span>
${when(start + rows.length < total, () => html`<a class="button second" rel="next" data-key="next" href="${at(start + perPage)}">${setup.next}</a>`)}
</nav>`;
}
