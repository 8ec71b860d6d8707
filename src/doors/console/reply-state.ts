import type { EnteredReply, ReplyState, ScheduledReply } from '../../pages/console/reply/state';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import { mostOfFiles, text } from '../pages/page-door';
import type { Desk } from './console-page';

const KEY = /^[A-Za-z0-9]{22}n?$/;

/** An id in a path or a field; 0 for anything else. */
export const idIn = (value: unknown): number => (/^[1-9]\d{0,8}$/.test(text(value)) ? Number(text(value)) : 0);

/** A form that was refused. */
export interface RefusedReply {
  kind: 'reply' | 'note';
  /** What the form had; undefined if a button was refused, so that the draft stays in the form. */
  entered?: EnteredReply;
  problem: string;
  /** The key that the form keeps, because whether it was taken may be unknown. Undefined if it belongs to another text. */
  key?: string | undefined;
}

/**
 * Asks for everything that the forms of a ticket show besides the ticket. With `taken` in the page's address, they are
 * filled with the reply of that id, which its author has taken back.
 */
export async function replyStateOf(desk: Desk, ticketid: number, refused?: RefusedReply): Promise<ReplyState> {
  const { visit, fields } = desk;
  const takenId = idIn(fields.taken) || idIn(fields.filesof);
  const [drafts, open, taken, statuses, limits] = await Promise.all([
    visit.may('GetTicketDraft')
      ? desk.ask<{ drafts: { draft: ReplyState['drafts'] } }>('GetTicketDraft', { ticketid })
      : undefined,
    scheduledOf(desk, { ticketid, limitnum: MOST }),
    takenId === 0 ? [] : scheduledOf(desk, { scheduledid: takenId, mine: true, state: 'cancelled' }),
    visit.may('GetStatuses') ? desk.ask<Statuses>('GetStatuses') : undefined,
    visit.may('GetAttachmentLimits') ? desk.ask<Omit<ReplyState['limits'], 'total'>>('GetAttachmentLimits') : undefined,
  ]);
  const listed = statuses?.statuses.status ?? [];
  const [own] = taken.filter((reply) => reply.ticketid === ticketid);
  return {
    // Without the letter of a note.
    key: refused?.key?.slice(0, 22) ?? drawText(ALPHANUMERIC, 22),
    open: refused?.kind ?? (text(fields.open) === 'note' ? 'note' : 'reply'),
    drafts: drafts?.drafts.draft ?? [],
    scheduled: open,
    statuses: listed.map(({ title }) => title),
    closed: listed.find(({ closed }) => closed)?.title ?? '',
    limits: { ...(limits ?? { count: 0, bytes: 0, types: '' }), total: mostOfFiles(desk.parts) },
    ...(own !== undefined && { taken: own }),
    ...(refused?.entered !== undefined && { entered: refused.entered }),
    problem: refused?.problem ?? '',
  };
}

/** More wait for no ticket. */
const MOST = 50;

interface Statuses {
  statuses: { status: { title: string; closed: boolean }[] };
}

async function scheduledOf(desk: Desk, fields: Record<string, unknown>): Promise<ScheduledReply[]> {
  if (!desk.visit.may('GetScheduledReplies')) return [];
  const { scheduledreplies } = await desk.ask<{ scheduledreplies: { scheduledreply: ScheduledReply[] } }>(
    'GetScheduledReplies',
    fields,
  );
  return scheduledreplies.scheduledreply;
}

/** The form's key, if it is one of ours. */
export const keyIn = ({ fields }: Desk): string | undefined => {
  const key = text(fields.key);
  return KEY.test(key) ? key : undefined;
};
