import { ADDRESSES } from '../config/addresses';
import { escapeAscii, escapesOf } from '../wire/escape';

/** Trusted markup: written by us, with every foreign text escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Shown = string | number | Html | readonly Html[];

const MEANING: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const ESCAPES = escapesOf((character) => MEANING[character]);

function markup(value: Shown): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeAscii(String(value), ESCAPES);
}

/** A template tag that escapes every text. Use values between elements and in quoted attributes only. */
export const html = (pieces: TemplateStringsArray, ...values: Shown[]): Html =>
  new Html(pieces.map((piece, index) => (index === 0 ? piece : markup(values[index - 1] ?? '') + piece)).join(''));

/** Browsers apply the style only if it matches {@link STYLE_HASH}; a test compares the two. */
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 0 auto; padding: 1.5rem; }
header, nav, dl, article > h2 { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8886; }
td:nth-child(2) { overflow-wrap: anywhere; }
td:last-child, time { white-space: nowrap; }
dl { justify-content: start; }
dt, time, header { opacity: .75; }
dt, dd { display: inline; margin: 0; }
dd { font-weight: 600; }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .5rem; }
article > h2 { margin: 0 0 .5rem; font-size: 1rem; }
article > h2 > time { font-weight: 400; }
.staff { background: #48f2; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
button, input { font: inherit; }
label { display: block; margin: .75rem 0; }
input { display: block; box-sizing: border-box; width: 100%; max-width: 25rem; padding: .25rem .5rem; }
.problem { font-weight: 600; }
@media (max-width: 40rem) { td:last-child { white-space: normal; } td:last-child time { white-space: normal; } }
`;

export const STYLE_HASH = 'sha256-eSxkk+NfkpH9YeCnOnbMYLIOdiPLBOlcp/bsNsjVzh4=';

/** The security headers of every page: no scripts, no frames, no referrer. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src '${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

/** What a page shows to a signed-in client. */
interface Viewer {
  companyName: string;
  /** The CSRF token: a request to sign out must come from one of our pages. */
  proof: string;
}

/**
 * Renders a whole page.
 *
 * @param viewer the signed-in client, whose pages have a button to sign out
 */
export function page(title: string, content: Html, viewer?: Viewer): string {
  const head =
    viewer === undefined
      ? html``
      : html`<header><span>${viewer.companyName}</span><form method="post" action="${here(ADDRESSES.signOut)}"><input type="hidden" name="proof" value="${viewer.proof}"><button>Sign out</button></form></header>`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
${head}
<main>
<h1><bdi>${title}</bdi></h1>
${content}
</main>
</body>
</html>
`.text;
}

/** Relative, so that links work wherever a proxy has the pages. */
const here = (address: string): string => address.slice(1);

/** A page with a title and one sentence. */
export const plainPage = (title: string, text: string): string => page(title, html`<p>${text}</p>`);

export interface ListedTicket {
  tid: string;
  subject: string;
  status: string;
  lastreply: string;
}

/** @param pages the number of this page, counted from one, and of the last page */
export function listPage(tickets: ListedTicket[], pages: { current: number; last: number }, viewer: Viewer): string {
  const rows = tickets.map(
    ({ tid, subject, status, lastreply }) => html`<tr>
<td><a href="${here(ADDRESSES.ticket)}?tid=${encodeURIComponent(tid)}">${tid}</a></td>
<td><bdi>${subject}</bdi></td><td>${status}</td><td><time>${lastreply}</time></td>
</tr>
`,
  );
  const link = (to: number, text: string) =>
    to < 1 || to > pages.last
      ? html`<span></span>`
      : html`<a href="${here(ADDRESSES.ticketList)}?page=${to}">${text}</a>`;
  const content =
    rows.length === 0
      ? html`<p>There are no tickets${pages.current > 1 ? ' on this page' : ''}.</p>`
      : html`<table>
<thead><tr><th>Number</th><th>Subject</th><th>Status</th><th>Last reply</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
<p>Page ${pages.current} of ${pages.last}</p>`;
  const around = html`<nav>${link(Math.min(pages.current - 1, pages.last), 'Newer')}${link(pages.current + 1, 'Older')}</nav>`;
  return page('Tickets', html`${content}\n${around}`, viewer);
}

export interface ShownTicket {
  tid: string;
  subject: string;
  status: string;
  priority: string;
  deptname: string;
  date: string;
  replies: { reply: ShownMessage[] };
}

interface ShownMessage {
  requestor_name: string;
  requestor_type: string;
  date: string;
  /** Plain text. */
  message: string;
  attachments: { filename: string }[];
}

/** The page of one ticket, with its details and messages. */
export function ticketPage(ticket: ShownTicket, viewer: Viewer): string {
  const facts = { Ticket: ticket.tid, Department: ticket.deptname, Status: ticket.status, Priority: ticket.priority };
  const shown = Object.entries(facts).map(([name, value]) => html`<div><dt>${name}</dt> <dd>${value}</dd></div>`);
  const content = html`<dl>${shown}</dl>
${ticket.replies.reply.map(messageOf)}
<p><a href="${here(ADDRESSES.ticketList)}">All tickets</a></p>`;
  return page(ticket.subject, content, viewer);
}

const messageOf = ({ requestor_name, requestor_type, date, message, attachments }: ShownMessage): Html =>
  html`<article class="${requestor_type === 'Operator' ? 'staff' : 'customer'}">
<h2><bdi>${requestor_name}</bdi> <time>${date}</time></h2>
<div class="text" dir="auto">${message}</div>
${attachments.length === 0 ? '' : html`<p>Files: ${attachments.map(({ filename }) => filename).join(', ')}</p>`}
</article>
`;
