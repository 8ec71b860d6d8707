import { html, NONE, when } from '../../html';
import { consolePage, linkTo, type StaffVisit } from '../layout';
import { type SetupLink, schemaWords, toSetup } from './parts';

/** The pages of one topic. */
export interface OverviewGroup {
  title: string;
  pages: (SetupLink & { description: string })[];
}

/** The first page for setting up: every other one that the administrator may see. @param query what is looked for */
export function overviewPage(visit: StaffVisit, groups: readonly OverviewGroup[], query: string): string {
  const { setup } = visit.texts;
  const parts = groups.map(
    (
      { title, pages },
      place,
    ) => html`<section class="card" aria-labelledby="topic-${place}"><h2 id="topic-${place}">${title}</h2>
<ul class="plain">${pages.map(
      ({ name, to, description }) =>
        html`<li><a href="${linkTo(visit, toSetup(to))}">${name}</a> <span class="hint">${schemaWords(description)}</span></li>
`,
    )}</ul></section>
`,
  );
  const nothing = query === '' ? setup.nothing : setup.notFound(query);
  const content = html`<form method="get" action="${linkTo(visit, toSetup(''))}" role="search" class="finder"><label for="q">${setup.search}</label>
<div class="row"><input id="q" name="q" type="search" value="${query}" dir="auto" data-key="search"><button>${setup.find}</button></div></form>
${groups.length === 0 ? html`<p role="status">${nothing}</p>` : NONE}${when(groups.length > 0, () => html`<div class="topics">${parts}</div>`)}`;
  return consolePage(visit, { title: setup.title, content, current: 'setup', kind: 'wide' });
}
