import { Html, html, isolated, NONE, when } from '../../html';
import { leftOutLine } from '../../left-out';
import { PLAIN_LINK } from '../../script-parts';
import { sizeOf, timeOf } from '../../times';
import type { StaffVisit } from '../layout';
import { changeLink } from '../reply/pages';
import { fileLink, ticketLink } from './addresses';
import type { ShownEmail, ShownEntry, ShownFile, TicketPage } from './shown';

/** A message or a note. Notes look different, and say that customers do not see them. */
export function entryCard(visit: StaffVisit, page: TicketPage, entry: ShownEntry): Html {
  const { texts } = visit;
  const { ticket, view } = page;
  const isNote = entry.kind === 'note';
  const anchor = `${isNote ? 'n' : 'm'}${entry.id}`;
  const name = entry.name === '' ? (isNote ? texts.ticket.program : entry.email) : entry.name;
  return html`<article class="card entry ${isNote ? 'note' : entry.author === 'staff' ? 'ours' : 'theirs'}" id="${anchor}">
<div class="who"><h3><bdi>${name}</bdi></h3>
${when(isNote, () => html`<span class="role" title="${texts.ticket.noteHint}">${texts.ticket.note}</span>`)}
${when(!isNote && entry.author === 'staff', () => html`<span class="role">${texts.ticket.staff}</span>`)}
${doubts(visit, entry)}
${when(entry.email !== '' && entry.email !== name, () => html`<bdi class="hint">${entry.email}</bdi>`)}
${timeOf(visit, entry.date)}</div>
<div class="text" dir="auto">${markup(visit, page, entry, entry.html)}</div>
${when(
  entry.quoted !== '',
  () => html`<details><summary>${visit.language.texts.conversation.rest}</summary>
<div class="text" dir="auto">${markup(visit, page, entry, entry.quoted)}</div></details>`,
)}
${when(entry.files.file.length > 0, () => html`<ul class="files" aria-label="${visit.language.texts.files}">${entry.files.file.map((file) => fileItem(visit, ticket.ticketid, file))}</ul>`)}
${lacks(visit, entry)}
<div class="row below">
${when(entry.remoteimages > 0 && view.images !== entry.id, () => html`<a ${PLAIN_LINK} href="${ticketLink(visit, ticket.ticketid, { from: view.from, ...(view.before !== undefined && { before: view.before }), images: entry.id })}#${anchor}">${visit.language.texts.conversation.showImages(entry.remoteimages)}</a>`)}
${when(entry.edited !== null, () => html`<span class="hint">${texts.ticket.edited}</span>`)}
${when(entry.rating !== undefined, () => html`<span class="hint">${texts.ticket.stars(entry.rating ?? 0)}</span>`)}
${when(entry.mailid !== 0 && visit.may('GetReceivedMail'), () => html`<a href="${ticketLink(visit, ticket.ticketid, { part: `/mails/${entry.mailid}` })}">${texts.ticket.original}</a>`)}
${changeLink(visit, entry, (part) => ticketLink(visit, ticket.ticketid, { part }))}
</div>
${mails(visit, entry.emails?.email ?? [])}
</article>
`;
}

/** What a mail may not be: its readers cannot see who really wrote it. */
const DOUBTS = ['unverified-sender', 'unknown-sender', 'names-foreign-ticket', 'name-looks-like-address'] as const;

function doubts({ texts }: StaffVisit, { mailflags }: ShownEntry): Html {
  const found = DOUBTS.filter((flag) => mailflags?.flag.includes(flag)).map((flag) => texts.ticket.doubts[flag]);
  return html`${found.map(({ name, why }) => html`<span class="role doubt" title="${why}">${name}</span> `)}`;
}

/** What of a mail its message cannot show, so that nobody answers as if there were no more. */
const UNSHOWN = ['encrypted', 'unread', 'malformed'] as const;

/** Says what of its mail a message or note lacks. */
function lacks(visit: StaffVisit, { mailflags, leftout }: ShownEntry): Html {
  const { ticket } = visit.texts;
  const about = UNSHOWN.filter((flag) => mailflags?.flag.includes(flag)).map((flag) => html`${ticket.unshown[flag]}`);
  const files = (leftout?.file ?? []).map((file) => leftOutLine(visit, file));
  const lines = [...about, ...files];
  if (lines.length === 0) return NONE;
  return html`<ul class="lacks" aria-label="${ticket.lacks}">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** Completes the action's markup. No text in it can look like one of these tags. */
function markup(visit: StaffVisit, { ticket }: TicketPage, { files }: ShownEntry, safe: string): Html {
  const summary = html`<summary>${visit.language.texts.conversation.quoted}</summary>`.text;
  const picture = (all: string, id: string): string => {
    const file = files.file.find((one) => String(one.id) === id);
    return file === undefined ? all : html`<img src="${fileLink(visit, ticket.ticketid, file, { preview: 1 })}"`.text;
  };
  return new Html(
    safe
      .replaceAll('<details><summary></summary>', `<details>${summary}`)
      .replace(/<img src="#file-(\d+)"/g, (all: string, id: string) => picture(all, id)),
  );
}

function fileItem(visit: StaffVisit, ticketId: number, file: ShownFile): Html {
  const { texts } = visit.language;
  const { filename, size, image, kept, url } = file;
  if (url !== '') {
    return html`<li><a href="${url}" rel="noopener noreferrer nofollow" target="_blank"><bdi>${filename}</bdi></a> <small>${texts.conversation.elsewhere}</small></li>`;
  }
  if (!kept || !visit.may('GetTicketAttachment')) {
    return html`<li><bdi>${filename}</bdi> <small>${kept ? sizeOf(visit, size) : texts.fileLost}</small></li>`;
  }
  const address = fileLink(visit, ticketId, file);
  return html`<li><a ${PLAIN_LINK} href="${address}"><bdi>${filename}</bdi></a> <small>${sizeOf(visit, size)}</small>
${when(image, () => html`<a href="${address}" aria-hidden="true" tabindex="-1" ${PLAIN_LINK}><img src="${fileLink(visit, ticketId, file, { preview: 1 })}" alt="" loading="lazy"></a>`)}</li>`;
}

const STATES = ['sent', 'waiting', 'deferred', 'failed', 'bounced'] as const;

/** What became of the mails about a message, with the words of the mail server. */
function mails(visit: StaffVisit, emails: ShownEmail[]): Html {
  if (emails.length === 0) return NONE;
  return html`<ul class="mails" aria-label="${visit.texts.ticket.mails}">${emails.map((email) => mailLines(visit, email))}</ul>`;
}

/** A line for all who got a mail, or wait for it, and one for each who did not get it. */
function mailLines({ texts: { ticket } }: StaffVisit, { answer, recipients: { recipient } }: ShownEmail): Html {
  const lines = STATES.flatMap((state) => {
    const those = recipient.filter((one) => one.state === state);
    const isBad = state === 'failed' || state === 'bounced';
    const groups = isBad ? those.map((one) => [one]) : those.length === 0 ? [] : [those];
    return groups.map((group) => {
      const said = group[0]?.failure_reason || (state === 'sent' ? answer : '');
      const to = group.map(({ address }) => isolated(address)).join(', ');
      const hint = said === '' || isBad ? NONE : html` title="${ticket.mail.answer}: ${said}"`;
      return html`<li class="${isBad ? 'wrong' : state}"${hint}>${ticket.mail[state](to)}${when(isBad && said !== '', () => html`: <bdi>${said}</bdi>`)}</li>
`;
    });
  });
  return html`${lines}`;
}
