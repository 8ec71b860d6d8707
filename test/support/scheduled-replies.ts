import pino from 'pino';
import { createScheduledReplies } from '../../src/server/scheduled-replies';
import type { World } from './world';

/** A scheduled reply as GetScheduledReplies lists it. */
export interface Listed {
  scheduledid: number;
  ticketid: number;
  message: string;
  state: string;
  reason: string;
  replyid: number;
  dueat: string;
  attachments: { filename: string; size: number }[];
}

/** What tests do with scheduled replies, without a server: its clock is the world's. */
export function scheduledReplies(world: World) {
  const replies = () => createScheduledReplies(world.desk, pino({ level: 'silent' }));
  return {
    /** Schedules a reply of an administrator, and returns its id. */
    async schedule(params: Record<string, unknown>, admin = 'jo'): Promise<number> {
      return Number((await world.done('ScheduleTicketReply', { message: 'Later', ...params }, admin)).scheduledid);
    },
    /** What a scheduled reply is now. */
    async find(scheduledid: number): Promise<Listed> {
      const { scheduledreplies } = await world.done('GetScheduledReplies', { scheduledid });
      return (scheduledreplies as unknown as { scheduledreply: Listed[] }).scheduledreply[0]!;
    },
    /** Does what a server does a number of seconds from now. */
    async passed(seconds: number): Promise<void> {
      const before = world.now;
      world.now = new Date(before.getTime() + seconds * 1000);
      await replies()
        .send(() => true)
        .finally(() => {
          world.now = before;
        });
    },
    /** Stops what customers were faster than, as a server does. */
    stopAnswered: () => replies().stop(() => true),
    async messages(ticketid: number): Promise<string[]> {
      const { replies: shown } = await world.done('GetTicket', { ticketid });
      return (shown as { reply: { message: string }[] }).reply.slice(1).map(({ message }) => message);
    },
  };
}
