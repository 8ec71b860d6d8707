import { ADDRESSES } from '../config/addresses';
import { Html, html, NONE, when } from './html';
import type { Visit } from './layout';
import { leftOutLine } from './left-out';
import { replyStars, type ShownStars } from './ratings';
import { PLAIN_LINK } from './script-parts';
import { ticketAddress, type Way } from './ticket-address';
import { sizeOf, timeOf } from './times';

/** A message, as pages/GetTicket answers it. */
interface ShownMessage {
  id: number;
  is_staff: boolean;
  author: string;
  author_email: string;
  created_at: Date;
  /** Safe markup, made by the action. Its `summary` elements are empty, and pictures of the mail stand at `#file-ID`. */
  html: string;
  /** The same, for the rest of the mail. */
  quoted: string;
  /** How many pictures lie on other servers. */
  remote_images: number;
  /** Only for answers of staff that can be rated, or were. */
  stars?: ShownStars;
  files: { id: number; name: string; size: number; is_image: boolean; is_kept: boolean; url: string }[];
  /** Files of the mail in which it came that are not here. */
  left_out: { name: string; because: string }[];
}

/** The part of pages/GetTicket's answer that is the conversation. */
export interface ShownConversation {
  department: string;
  requester_email: string;
  has_older: boolean;
  messages: ShownMessage[];
}

/** Which part of the conversation to show, and how. */
export interface View {
  /** Only messages older than the one with this id; undefined for the newest. */
  before: number | undefined;
  /** The message whose pictures on other servers are shown. */
  images: number | undefined;
  /** Whether it is to be printed: then everything is unfolded. */
  isPrinted: boolean;
}

/** The conversation of a ticket, in its order, with ways to older and newer messages. */
export function conversation(visit: Visit, way: Way, ticket: ShownConversation, view: View): Html {
  const { texts } = visit.language;
  const oldest = ticket.messages[0]?.id;
  const printed = view.isPrinted ? { print: 1 } : {};
  const older = oldest === undefined ? '' : ticketAddress(ADDRESSES.ticket, way, { before: oldest, ...printed });
  return html`${when(ticket.has_older, () => html`<p class="pages"><a href="${older}">${texts.conversation.older}</a></p>`)}
${ticket.messages.map((message) => card(visit, way, ticket, message, view))}
${when(view.before !== undefined, () => html`<p class="pages"><a href="${ticketAddress(ADDRESSES.ticket, way, printed)}">${texts.conversation.newest}</a></p>`)}`;
}

function card(visit: Visit, way: Way, ticket: ShownConversation, message: ShownMessage, view: View): Html {
  const { texts } = visit.language;
  const { id, is_staff, author, author_email, files, left_out, quoted, stars } = message;
  const isOther = author_email !== '' && author_email.toLowerCase() !== ticket.requester_email.toLowerCase();
  return html`<article class="card${is_staff ? ' ours' : ''}" id="m${id}">
<div class="who"><h2><bdi>${author === '' ? ticket.department : author}</bdi></h2>
${when(is_staff, () => html`<span class="role">${texts.conversation.staff}</span>`)}
${when(isOther && author_email !== author, () => html`<bdi class="hint">${author_email}</bdi>`)}
${timeOf(visit, message.created_at)}</div>
<div class="text" dir="auto">${markup(visit, way, message.html, view)}</div>
${when(
  quoted !== '',
  () => html`<details${view.isPrinted ? OPEN : NONE}><summary>${texts.conversation.rest}</summary>
<div class="text" dir="auto">${markup(visit, way, quoted, view)}</div></details>`,
)}
${when(message.remote_images > 0 && view.images !== id && !view.isPrinted, () => remoteImages(visit, way, message, view))}
${when(files.length + left_out.length > 0, () => html`<ul class="files" aria-label="${texts.files}">${files.map((file) => fileItem(visit, way, file))}${left_out.map((file) => html`<li>${leftOutLine(visit, file)}</li>`)}</ul>`)}
${stars === undefined || view.isPrinted ? NONE : replyStars(visit, way, id, stars)}
</article>
`;
}

const OPEN = new Html(' open');

/** Completes the action's markup. No text in it can look like one of these tags. */
function markup(visit: Visit, way: Way, safe: string, { isPrinted }: View): Html {
  const summary = html`<summary>${visit.language.texts.conversation.quoted}</summary>`.text;
  const opened = isPrinted ? '<details open>' : '<details>';
  const picture = (id: string): string =>
    html`<img src="${ticketAddress(ADDRESSES.ticketFile, way, { file: id, preview: 1 })}"`.text;
  return new Html(
    safe
      .replaceAll('<details><summary></summary>', opened + summary)
      .replace(/<img src="#file-(\d+)"/g, (_all, id: string) => picture(id))
      // On paper, the address of a link follows its words, unless they say it.
      .replace(/<a (href="([^"]*)"[^<>]*>)(?=\2<\/a>)/g, '<a class="said" $1'),
  );
}

function remoteImages(visit: Visit, way: Way, { id, remote_images: count }: ShownMessage, { before }: View): Html {
  const { texts } = visit.language;
  const more = { ...(before !== undefined && { before }), images: id };
  return html`<p class="hint unprinted"><a ${PLAIN_LINK} href="${ticketAddress(ADDRESSES.ticket, way, more)}#m${id}">${texts.conversation.showImages(count)}</a>
${texts.conversation.imagesHint}</p>`;
}

function fileItem(visit: Visit, way: Way, file: ShownMessage['files'][number]): Html {
  const { id, name, size, is_image, is_kept, url } = file;
  const { texts } = visit.language;
  if (url !== '') {
    return html`<li><a href="${url}" rel="noopener noreferrer nofollow" target="_blank"><bdi>${name}</bdi></a> <small>${texts.conversation.elsewhere}</small></li>`;
  }
  if (!is_kept) return html`<li><bdi>${name}</bdi> <small>${texts.fileLost}</small></li>`;
  const address = ticketAddress(ADDRESSES.ticketFile, way, { file: id });
  const preview = ticketAddress(ADDRESSES.ticketFile, way, { file: id, preview: 1 });
  return html`<li><a ${PLAIN_LINK} href="${address}"><bdi>${name}</bdi></a> <small>${typeOf(name)}${sizeOf(visit, size)}</small>
${when(is_image, () => html`<a href="${address}" aria-hidden="true" tabindex="-1" ${PLAIN_LINK}><img src="${preview}" alt="" loading="lazy"></a>`)}</li>`;
}

/** The type of a file by its name, as people write it: `PDF, `. Empty if its name does not tell. */
function typeOf(name: string): string {
  const [, extension = ''] = /\.([A-Za-z0-9]{1,5})$/.exec(name) ?? [];
  return extension === '' ? '' : `${extension.toUpperCase()}, `;
}
