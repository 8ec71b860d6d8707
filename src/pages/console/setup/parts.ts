import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, when } from '../../html';
import { linkTo, type StaffVisit } from '../layout';

/** An address of the pages for setting up. @param below what follows theirs */
export const toSetup = (below: string): string => ADDRESSES.consoleSetup + below;

/** A link to another page for setting up. */
export interface SetupLink {
  name: string;
  /** Below the address of setting up. */
  to: string;
}

/** The way from the first page to this one. */
export const trail = (visit: StaffVisit, links: readonly SetupLink[]): Html => html`<nav class="trail" aria-label="${
  visit.texts.setup.trail
}"><a href="${linkTo(visit, toSetup(''))}">${visit.texts.setup.title}</a>${links.map(
  ({ name, to }) =>
    html` <span aria-hidden="true">/</span> <a href="${linkTo(visit, toSetup(to))}"><bdi>${name}</bdi></a>`,
)}</nav>
`;

/** Words of a schema, which are English in every language. */
export const schemaWords = (text: string): Html => html`<span lang="en" dir="ltr">${text}</span>`;

/** A row of links that look like buttons. */
export const buttons = (visit: StaffVisit, links: readonly SetupLink[]): Html =>
  when(
    links.length > 0,
    () => html`<p class="row">${links.map(({ name, to }) => html`<a class="button second" href="${linkTo(visit, toSetup(to))}">${name}</a> `)}</p>
`,
  );
