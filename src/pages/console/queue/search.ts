import { ADDRESSES } from '../../../config/addresses';
import { hiddenField } from '../../form-parts';
import { type Html, html, NONE, when } from '../../html';
import { linkTo, type StaffVisit } from '../layout';
import { type Asked, COLUMNS, orderName } from './shown';

/**
 * The field for a query. The script completes what is typed; without it, the form works as well.
 *
 * @param query what is searched now
 * @param isWrong whether the query was refused
 */
export function searchForm(visit: StaffVisit, asked: Asked, query: string, isWrong: boolean): Html {
  const { queue } = visit.texts;
  const complete = linkTo(visit, ADDRESSES.consoleCompletion);
  return html`<form class="finding" method="get" action="${linkTo(visit, ADDRESSES.console)}" role="search" data-turbo="true">
${kept(asked)}<label for="q">${queue.search}</label>
<query-field data-live-keep data-complete="${complete}" data-list="${queue.suggestions}" data-none="${queue.noSuggestions}"><input id="q" name="q" type="search" value="${query}" placeholder="${queue.searchHint}" maxlength="1000" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" data-key="search"${when(isWrong, () => html` aria-invalid="true" aria-describedby="q-problem"`)}></query-field>
<button>${queue.find}</button>
</form>`;
}

/** What a search keeps of the list: its order and its columns, if somebody chose them. */
const kept = ({ isOrdered, orderBy, direction, isChosen, columns }: Asked): Html =>
  html`${when(isOrdered, () => hiddenField('order', orderName(orderBy, direction)))}${when(isChosen, () => hiddenField('columns', columns.join(',')))}`;

/** The form that chooses columns, folded away. */
export function columnChoice(visit: StaffVisit, asked: Asked): Html {
  const { queue } = visit.texts;
  const boxes = COLUMNS.map(
    (column) =>
      html`<label class="tick"><input type="checkbox" name="columns[]" value="${column}"${when(asked.columns.includes(column), () => html` checked`)}> ${queue.columns[column]}</label>
`,
  );
  const { view, query, isOrdered, orderBy, direction } = asked;
  return html`<details class="menu"><summary class="button second" data-key="columns">${queue.choose}</summary>
<form method="get" action="${linkTo(visit, ADDRESSES.console)}">
${view === '' ? NONE : hiddenField('view', view)}${query === undefined ? NONE : hiddenField('q', query)}${when(isOrdered, () => hiddenField('order', orderName(orderBy, direction)))}
<fieldset><legend class="unseen">${queue.choose}</legend>${boxes}</fieldset>
<button>${queue.apply}</button></form></details>`;
}
