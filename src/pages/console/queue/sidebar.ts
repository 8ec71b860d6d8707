import { type Html, html, NONE, when } from '../../html';
import { numberOf } from '../../times';
import type { StaffVisit } from '../layout';
import { inReadersWords } from '../refusals';
import { type Asked, listLink, nameOfView, type ShownView } from './shown';

/** The views with their counts. On phones they fold into one line that names the current one. */
export function sidebar(visit: StaffVisit, asked: Asked, views: readonly ShownView[]): Html {
  const { queue } = visit.texts;
  const current = views.find(({ id }) => id === asked.view);
  const groups: [kind: ShownView['kind'], heading: string][] = [
    ['builtin', ''],
    ['saved', queue.saved],
    ['department', queue.departments],
    ['status', queue.statuses],
  ];
  const lists = groups.map(([kind, heading]) =>
    group(
      visit,
      asked,
      heading,
      views.filter((view) => view.kind === kind),
    ),
  );
  const name = current === undefined ? queue.results : nameOfView(visit, current);
  return html`<nav class="views" id="views" aria-label="${queue.views}">
<input type="checkbox" id="views-open" class="unseen"><label for="views-open"><span class="unseen">${queue.views}: </span><bdi>${name}</bdi>${countOf(visit, current)}</label>
<div>${lists}</div>
</nav>`;
}

function group(visit: StaffVisit, asked: Asked, heading: string, views: readonly ShownView[]): Html {
  if (views.length === 0) return NONE;
  const links = views.map((view) => {
    const isCurrent = view.id === asked.view;
    const link = listLink(visit, asked, {
      view: view.id,
      query: undefined,
      isOrdered: false,
      isChosen: false,
      page: 1,
    });
    return html`<li><a href="${link}" data-key="view:${view.id}"${when(isCurrent, () => html` aria-current="page"`)}><bdi>${nameOfView(visit, view)}</bdi>${countOf(visit, view)}</a></li>
`;
  });
  return html`${when(heading !== '', () => html`<h2>${heading}</h2>`)}<ul>${links}</ul>`;
}

/** How many tickets a view has, or why nobody knows. */
function countOf(visit: StaffVisit, view: ShownView | undefined): Html {
  if (view?.count !== undefined)
    return html` <span class="count" data-count="${view.id}">${numberOf(visit, view.count)}</span>`;
  if (view?.problem === undefined) return NONE;
  const problem = visit.texts.queue.noCount + inReadersWords(visit, view.problem);
  return html` <span class="count late" title="${problem}"><span aria-hidden="true">!</span><span class="unseen">${problem}</span></span>`;
}
