import { ADDRESSES } from '../../config/addresses';
import { scriptFile } from '../built-file';
import { type Html, html, NONE, when } from '../html';
import { frameOf, here, PAGE_HEADERS, type Visit } from '../layout';
import { PROGRESS_STYLE_HASH, STYLE_HASH } from '../style';
import { keyTexts } from './key-texts';
import { liveSource } from './presence';
import { consoleStyle } from './style';
import type { ConsoleTexts } from './texts';

/** What every page of the console needs to know about its visit. */
export interface StaffVisit extends Visit {
  staff: { id: number; name: string; username: string };
  /** The query of the queue from which the reader came to a ticket; empty elsewhere. All that is done there leads back to it. */
  from: string;
  /** The texts of the console; `language.texts` has those that all pages share. */
  texts: ConsoleTexts;
  /** Whether the administrator may call an action, by its name. What they may not do is not shown. */
  may(action: string): boolean;
}

/** The security headers of every page of the console: as those of the other pages, with a style sheet of its own. */
export const CONSOLE_HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'Content-Security-Policy': (PAGE_HEADERS['Content-Security-Policy'] ?? '').replace(
    `style-src '${STYLE_HASH}' '${PROGRESS_STYLE_HASH}'`,
    `style-src 'self' '${PROGRESS_STYLE_HASH}'`,
  ),
};

/** The parts of the console, for its main links. */
type Part = 'tickets' | 'reports' | 'setup' | 'keys' | 'account';

/** A page's title and content. */
interface ConsolePageView {
  title: string;
  content: Html;
  /** Undefined for pages in no part, such as refusals. */
  current?: Part;
  /** How wide the content is; by default, as wide as text is easy to read. */
  kind?: 'wide' | 'narrow';
  /** Whether the content has the heading itself. */
  hasHeading?: boolean;
}

const up = ({ place }: Pick<Visit, 'place'>): string => place?.up ?? '';

/** An address as a link from this page. @param address from ADDRESSES, with what follows it */
export const linkTo = (visit: Pick<Visit, 'place'>, address: string): string => up(visit) + here(address);

/** Renders a whole page of the console for somebody who is signed in. */
export function consolePage(visit: StaffVisit, view: ConsolePageView): string {
  const { texts } = visit;
  const link = (address: string) => linkTo(visit, address);
  const above = html`${top(visit, view.current)}${liveSource(visit, link)}`;
  return whole(visit, view, texts, { above, below: keyTexts(texts, link) });
}

/** Renders a page of the console for somebody who is not signed in. */
export const strangersPage = (visit: Visit, texts: ConsoleTexts, view: ConsolePageView): string =>
  whole(visit, view, texts, { above: NONE, below: NONE });

function whole(
  visit: Visit,
  { title, content, kind, hasHeading }: ConsolePageView,
  texts: ConsoleTexts,
  around: { above: Html; below: Html },
): string {
  const { script } = visit.language.texts;
  // Turbo loads a page anew if a tracked element differs, and links to the same file differ between folders.
  const head = html`<meta name="turbo-refresh-method" content="morph">
<meta name="turbo-refresh-scroll" content="preserve">
<meta name="turbo-cache-control" content="no-cache">
<meta name="turbo-prefetch" content="false">
<meta name="turbo-root" content="${linkTo(visit, ADDRESSES.console)}">
<meta name="version" content="${consoleStyle.address} ${scriptFile('console.js').address}" data-turbo-track="reload">
<link rel="stylesheet" href="${linkTo(visit, consoleStyle.address)}">
<script src="${linkTo(visit, scriptFile('console.js').address)}" defer data-not-sent="${script.notSent}" data-not-loaded="${script.notLoaded}" data-try-again="${script.tryAgain}"></script>`;
  const main = html`<main id="content" class="desk${kind === undefined ? '' : ` ${kind}`}">
${when(hasHeading !== true, () => html`<h1><bdi>${title}</bdi></h1>`)}
${content}
</main>`;
  return frameOf(visit, `${title} · ${texts.frame.name}`, { head, main, ...around });
}

/** The main links, in their order. */
const LINKS: readonly [part: Part, address: string][] = [
  ['tickets', ADDRESSES.console],
  ['reports', ADDRESSES.consoleReports],
  ['setup', ADDRESSES.consoleSetup],
  ['keys', ADDRESSES.consoleKeys],
  ['account', ADDRESSES.consoleAccount],
];

function top(visit: StaffVisit, current: Part | undefined): Html {
  const { portal, staff, texts } = visit;
  const links = LINKS.map(
    ([part, address]) =>
      html`<a href="${linkTo(visit, address)}" data-key="go:${part}"${part === current ? html` aria-current="page"` : NONE}>${
        part === 'account'
          ? html`<bdi>${staff.name.trim() === '' ? staff.username : staff.name}</bdi>`
          : texts.frame[part]
      }</a>
`,
  );
  return html`<header class="top"><div class="bar">
<strong><bdi>${portal.title === '' ? 'Hatchdesk' : portal.title}</bdi></strong>
<nav aria-label="${texts.frame.main}">
${links}</nav>
${form(visit, { to: ADDRESSES.consoleSignOut, content: html`<button class="second" data-key="sign-out">${texts.frame.signOut}</button>`, more: html` data-forgets` })}
</div></header>`;
}

/** A form of the console. */
interface ConsoleForm {
  /** The address that it is sent to. */
  to: string;
  content: Html;
  /** An idempotency key, so that sending the form twice has one effect. */
  key?: string;
  /** Further attributes, each with a space before it. */
  more?: Html;
}

/** Renders a form that is sent by POST, with the proof that it comes from a page of the session. */
export const form = (visit: StaffVisit, { to, content, key, more = NONE }: ConsoleForm): Html =>
  html`<form method="post" action="${linkTo(visit, to)}"${more}><input type="hidden" name="proof" value="${visit.proof ?? ''}">${when(
    key !== undefined,
    () => html`<input type="hidden" name="key" value="${key ?? ''}">`,
  )}${when(visit.from !== '', () => html`<input type="hidden" name="from" value="${visit.from}">`)}${content}</form>`;

/** What was done, and why something was refused; nothing where a text is empty. */
export const told = ({ done = '', problem = '' }: { done?: string; problem?: string }): Html =>
  html`${when(done !== '', () => html`<p class="done" role="status">${done}</p>`)}${when(
    problem !== '',
    () => html`<p class="problem" role="alert">${problem}</p>`,
  )}`;
