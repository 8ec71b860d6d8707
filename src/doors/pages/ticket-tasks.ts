import type { Texts } from '../../pages/texts';

/** What a form on a ticket's page asks for. */
interface TaskOfForm {
  action: string;
  /** The fields that it sends to the action, beside the ticket's number. */
  fields: readonly string[];
  /** What to say when it is done. */
  done(texts: Texts): string;
}

const TASKS = {
  reply: { action: 'AddReply', fields: ['message'], done: ({ sent }) => sent },
  close: { action: 'CloseTicket', fields: [], done: ({ closedNow }) => closedNow },
  reopen: { action: 'ReopenTicket', fields: [], done: ({ reopenedNow }) => reopenedNow },
  addcopy: { action: 'AddCopy', fields: ['email'], done: ({ requester }) => requester.copyAdded },
  removecopy: { action: 'RemoveCopy', fields: ['email'], done: ({ requester }) => requester.copyRemoved },
  rate: { action: 'RateTicket', fields: ['rating', 'comment'], done: ({ requester }) => requester.rated },
  ratereply: { action: 'RateReply', fields: ['replyid', 'rating'], done: ({ requester }) => requester.rated },
} satisfies Record<string, TaskOfForm>;

export type Task = keyof typeof TASKS;

export const isTask = (task: string): task is Task => Object.hasOwn(TASKS, task);

export const taskOf = (task: Task): TaskOfForm => TASKS[task];
