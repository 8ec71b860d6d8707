import { type ReceivedMail, receivedPage } from '../../pages/console/ticket/received';
import type { Reply } from '../door';
import { shownFile } from '../pages/shown-file';
import { type Desk, gone, showConsole } from './console-page';
import { ticketIdOf } from './named-ticket';

/** `/admin/tickets/:id/files/:kind/:owner/:index`: a file. With `preview`, only a picture, to be shown on the page. */
export async function ticketFile(desk: Desk): Promise<Reply> {
  const { kind: type, owner: relatedid, index } = desk.params;
  const { filename, data } = await desk.ask<{ filename: string; data: string }>('GetTicketAttachment', {
    ...{ relatedid, type, index },
  });
  return shownFile({ filename, data: Buffer.from(data, 'base64') }, desk.fields.preview !== undefined);
}

/** `/admin/tickets/:id/mails/:mail`: the mail that a message came in, with all that it quotes. */
export async function receivedMail(desk: Desk): Promise<Reply> {
  const received = await desk.ask<ReceivedMail>('GetReceivedMail', { mailid: desk.params.mail });
  return showConsole(receivedPage(desk.visit, ticketIdOf(desk), received));
}

/** `/admin/tickets/:id/mails/:mail/raw`: its bytes. */
export async function rawMail(desk: Desk): Promise<Reply> {
  const { mail } = desk.params;
  const { raw } = await desk.ask<{ raw: string }>('GetReceivedMail', { mailid: mail, raw: true });
  if (raw === '') throw gone(desk);
  return shownFile({ filename: `mail-${mail}.eml`, data: Buffer.from(raw, 'base64') }, false);
}
