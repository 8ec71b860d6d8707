import { type Html, html, when } from '../../html';
import { PLAIN_LINK } from '../../script-parts';
import { timeOf } from '../../times';
import { consolePage, linkTo, type StaffVisit } from '../layout';
import { ticketPath } from './addresses';

/** A mail as it was received, as GetReceivedMail answers it. */
export interface ReceivedMail {
  mail: { id: number; name: string; email: string; subject: string; received: Date; kept: boolean };
  text: string;
}

/** The whole text of a mail, and the way to its bytes. */
export function receivedPage(visit: StaffVisit, ticketId: number, { mail, text }: ReceivedMail): string {
  const { ticket: texts } = visit.texts;
  const sender = mail.name === '' ? mail.email : `${mail.name} <${mail.email}>`;
  const line = (label: string, value: Html): Html => html`<p class="fact"><span>${label}</span> ${value}</p>
`;
  const content = html`<p><a href="${linkTo(visit, ticketPath(ticketId))}" data-key="queue">${texts.conversation}</a></p>
<div class="card">
${line(texts.from, html`<bdi>${sender}</bdi>`)}
${line(texts.subject, html`<bdi>${mail.subject}</bdi>`)}
${line(texts.received, timeOf(visit, mail.received))}
<div class="text lines" dir="auto">${text}</div>
${when(mail.kept, () => html`<p><a ${PLAIN_LINK} href="${linkTo(visit, ticketPath(ticketId, `/mails/${mail.id}/raw`))}">${texts.raw}</a></p>`)}
</div>`;
  return consolePage(visit, { title: texts.originalTitle, current: 'tickets', content });
}
