import { deleteNotePage, editPage, previewPage, previewPart } from '../../pages/console/reply/pages';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type Answered, seenIn, showRefused } from './answering';
import { type Desk, orAgain, showConsole } from './console-page';
import { ticketIdOf, toTicket } from './named-ticket';
import { idIn, replyStateOf } from './reply-state';

/** Takes a reply back. Its words become the draft, before those that were written since. */
export async function cancel(desk: Desk): Promise<Reply> {
  const ticketid = ticketIdOf(desk);
  const scheduledid = idIn(desk.params.sid);
  return orAgain(
    desk,
    async () => {
      const { scheduledreply: taken } = await desk.ask<{ scheduledreply: { message: string } }>(
        'CancelScheduledReply',
        {
          scheduledid,
        },
      );
      if (text(desk.fields.discard) !== '') return toTicket(desk);
      const { drafts } = await replyStateOf(desk, ticketid);
      const draft = drafts.find(({ kind }) => kind === 'reply')?.message ?? '';
      const message = [taken.message, draft].filter((words) => words.trim() !== '').join('\n\n');
      if (desk.visit.may('SaveTicketDraft')) await desk.ask('SaveTicketDraft', { ticketid, message });
      return toTicket(desk, { taken: String(scheduledid) });
    },
    async (problem) => showRefused(desk, { kind: 'reply', problem }),
  );
}

/** Sends a waiting or stopped reply now. If more has arrived, it is stopped again, and the page of the ticket says so. */
export async function sendNow(desk: Desk): Promise<Reply> {
  const scheduledid = idIn(desk.params.sid);
  return orAgain(
    desk,
    async () => {
      await desk.ask('SendScheduledReply', { scheduledid, ...seenIn(desk) });
      return toTicket(desk);
    },
    async (problem) => showRefused(desk, { kind: 'reply', problem }),
  );
}

/** Keeps a draft, as the script sends it while somebody writes. No person sees the answer. */
export async function keepDraft(desk: Desk): Promise<Reply> {
  const kind = text(desk.fields.kind) === 'note' ? 'note' : 'reply';
  await desk.ask('SaveTicketDraft', { ticketid: ticketIdOf(desk), kind, message: text(desk.fields.message) });
  return showConsole('', 204);
}

/** Shows what a message will look like: to the script as a part, and else as a page. */
export async function preview(desk: Desk): Promise<Reply> {
  const { fields, visit } = desk;
  const message = text(fields.message);
  const markdown = text(fields.markdown) !== '';
  const { html } =
    message.trim() === ''
      ? { html: '' }
      : await desk.ask<{ html: string }>('PreviewTicketMessage', { message, markdown });
  return showConsole(text(fields.part) === '' ? previewPage(visit, html) : html === '' ? '' : previewPart(html));
}

/** Shows a reply to be changed or deleted, and changes it. */
export async function change(desk: Desk): Promise<Reply> {
  const id = idIn(desk.params.rid);
  const shown = async (problem: string, message: string) =>
    editPage(desk.visit, { ticketId: ticketIdOf(desk), id, message, problem });
  if (desk.req.method !== 'POST') {
    const { replies } = await desk.ask<Answered>('GetTicket', { ticketid: ticketIdOf(desk) });
    const reply = replies.reply.find(({ replyid }) => Number(replyid) === id && id !== 0);
    return reply === undefined ? toTicket(desk) : showConsole(await shown('', reply.message));
  }
  const message = text(desk.fields.message);
  return orAgain(
    desk,
    async () => {
      await desk.ask('UpdateTicketReply', { replyid: id, message });
      return toTicket(desk);
    },
    (problem) => shown(problem, message),
  );
}

/** Deletes a reply with its files. */
export async function deleteReply(desk: Desk): Promise<Reply> {
  await desk.ask('DeleteTicketReply', { ticketid: ticketIdOf(desk), replyid: idIn(desk.params.rid) });
  return toTicket(desk);
}

/** Asks whether to delete a note, and deletes it. */
export async function deleteNote(desk: Desk): Promise<Reply> {
  const id = idIn(desk.params.nid);
  if (desk.req.method !== 'POST') {
    return showConsole(deleteNotePage(desk.visit, { ticketId: ticketIdOf(desk), id, problem: '' }));
  }
  await desk.ask('DeleteTicketNote', { noteid: id });
  return toTicket(desk);
}
