import { ADDRESSES } from '../config/addresses';
import { scriptFile } from './built-file';
import { Html, html, NONE, when } from './html';
import { PROGRESS_STYLE_HASH, STYLE_HASH } from './style';
import { CHOICES, type Language } from './texts';
import { styleFor } from './theme';

/** How the pages look on this desk, in the visitor's language. */
export interface Portal {
  /** What the site is called; may be empty. */
  title: string;
  /** The colour of links and buttons; empty for our own. */
  colour: string;
  /** Safe markup for the foot of each page; empty for nothing. */
  footer: string;
  /** Safe markup for clients' first page; empty for nothing. */
  welcome: string;
  /** The picture at the top of each page. Another picture has another version. */
  logo: { data: Buffer; type: string; version: string } | undefined;
  /** Whether guests may open tickets; the pages then link to the form. */
  isOpenToGuests: boolean;
}

/** The look of a desk of which nothing is known. */
export const PLAIN_PORTAL: Portal = {
  title: '',
  colour: '',
  footer: '',
  welcome: '',
  logo: undefined,
  isOpenToGuests: false,
};

/** Where a page is in the site. */
export interface Place {
  /** The address of the page, to mark its link. Empty for refusals, which look the same everywhere. */
  path: string;
  /** What leads from the page's folder to the top: empty, or `../` for each folder. Undefined for a page without links. */
  up: string | undefined;
  /** The parameters that lead to the page again, without the question mark. */
  query: string;
}

/** What every page needs to know about its visit. */
export interface Visit {
  language: Language;
  portal: Portal;
  /** Undefined for pages outside the site, which have nothing above and below their content. */
  place: Place | undefined;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
  now: Date;
  /** The CSRF token of a signed-in client's session. Undefined for everybody else. */
  proof: string | undefined;
}

/** The security headers of every page: no foreign content, no frames, no referrer, kept by nobody. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src '${STYLE_HASH}' '${PROGRESS_STYLE_HASH}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** What a page changes that shows pictures on other servers, because the reader asked for them. */
export const WITH_REMOTE_IMAGES: Readonly<Record<string, string>> = {
  'Content-Security-Policy': (PAGE_HEADERS['Content-Security-Policy'] ?? '').replace(
    "img-src 'self'",
    "img-src 'self' https:",
  ),
};

/** Makes an address relative, so that links work wherever a proxy has the pages. */
export const here = (address: string): string => address.slice(1);

/** Renders a whole page. */
export function page(visit: Visit, title: string, content: Html): string {
  const { place, portal } = visit;
  const head = html`${place?.up === undefined ? NONE : script(visit, place.up)}
<style data-turbo-track="reload">${new Html(styleFor(portal.colour).text)}</style>`;
  const main = html`<main id="content" class="wrap">
<h1><bdi>${title}</bdi></h1>
${content}
</main>`;
  return frame(visit, title, head, main);
}

/**
 * Renders what is around every page.
 *
 * @param head its style and scripts
 * @param main the element `main`, with the id `content`
 */
export function frame(visit: Visit, title: string, head: Html, main: Html): string {
  const { place, portal } = visit;
  return frameOf(visit, `${title}${portal.title === '' ? '' : ` · ${portal.title}`}`, {
    ...{ head, main },
    above: place === undefined ? NONE : top(visit, place),
    below: place === undefined ? NONE : foot(visit, place),
  });
}

/** Renders the document that every page is, of its parts. @param title for the browser */
export function frameOf(
  { language }: Visit,
  title: string,
  { head, above, main, below }: Readonly<Record<'head' | 'above' | 'main' | 'below', Html>>,
): string {
  const { code, texts } = language;
  return html`<!DOCTYPE html>
<html lang="${code}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${head}
</head>
<body>
<a class="skip" href="#content">${texts.toContent}</a>
${above}
${main}
${below}
</body>
</html>
`.text;
}

/**
 * The script and what it does with pages: it changes only what differs when a form leads back to its page, and keeps no
 * page, because the next person at a computer may press Back.
 */
const script = (
  { language: { texts } }: Visit,
  up: string,
): Html => html`<meta name="turbo-refresh-method" content="morph">
<meta name="turbo-cache-control" content="no-cache">
<meta name="turbo-prefetch" content="false">
<script src="${up}${here(scriptFile('pages.js').address)}" defer data-turbo-track="reload" data-not-sent="${texts.script.notSent}" data-not-loaded="${texts.script.notLoaded}" data-try-again="${texts.script.tryAgain}"></script>`;

/** The links at the top, by who visits. */
const LINKS = {
  client: ['ticketList', 'newTicket', 'announcements', 'account'],
  stranger: ['newTicket', 'announcements', 'signIn'],
} as const;

function top({ portal, proof, language: { texts } }: Visit, { path, up }: Place): Html {
  if (up === undefined)
    return html`<header class="top"><div class="wrap"><strong><bdi>${portal.title}</bdi></strong></div></header>`;
  const brand =
    portal.logo === undefined
      ? html`<bdi>${portal.title}</bdi>`
      : html`<img src="${up}${here(ADDRESSES.logo)}?v=${portal.logo.version}" alt="${portal.title}">`;
  const isStranger = proof === undefined;
  const names = LINKS[isStranger ? 'stranger' : 'client'].filter(
    (name) => name !== 'newTicket' || !isStranger || portal.isOpenToGuests,
  );
  const links = names.map((name) => {
    const address = ADDRESSES[name];
    return html`<a href="${up}${here(address)}"${address === path ? CURRENT : NONE}>${texts.site[name]}</a>
`;
  });
  return html`<header class="top"><div class="wrap">
${proof === undefined ? html`<strong>${brand}</strong>` : html`<a class="brand" href="${up}${here(ADDRESSES.clientArea)}">${brand}</a>`}
<nav class="row" aria-label="${texts.site.pages}">
${links}</nav>
${when(
  proof !== undefined,
  () =>
    html`<form method="post" action="${up}${here(ADDRESSES.signOut)}" data-forgets><input type="hidden" name="proof" value="${proof ?? ''}"><button class="second">${texts.signOut}</button></form>`,
)}
</div></header>`;
}

const CURRENT = html` aria-current="page"`;

/** The operator's text, and each other language as a link to the same page. */
function foot({ portal, language: { code, texts } }: Visit, { query }: Place): Html {
  const links = CHOICES.map(({ code: other, name }) =>
    other === code
      ? html`<span aria-current="true">${name}</span>
`
      : html`<a href="?${query}${query === '' ? '' : '&'}language=${other}" lang="${other}" hreflang="${other}">${name}</a>
`,
  );
  return html`<footer class="foot"><div class="wrap">
${when(portal.footer !== '', () => html`<div class="text" dir="auto">${new Html(portal.footer)}</div>`)}
<nav class="row" aria-label="${texts.site.languages}">${links}</nav>
</div></footer>`;
}

/** A page with a title and one sentence. */
export const messagePage = (visit: Visit, title: string, text: string): string =>
  page(visit, title, html`<p>${text}</p>`);
