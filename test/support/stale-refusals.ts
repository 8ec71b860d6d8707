import type { Refusal } from './refusals';
import type { World } from './world';

/**
 * Calls that write a message to a ticket in which something arrived meanwhile, each with the refusal.
 *
 * @param world with an administrator `other`
 * @param message the other parameters of a message
 */
export function staleRefusals(world: World, message: Record<string, unknown>): Refusal[] {
  /** What the writer has seen of a new ticket. */
  const unseen = { ...message, seenreplyid: 0, seennoteid: 0, seenstatus: 'Open' };
  const opened = async () => ({ ticketid: (await world.ticket()).id });
  const guest = { name: 'Gus', email: 'gus@example.com', message: 'More', noemail: true };
  return [
    {
      message: 'Stopped: Gus has replied meanwhile (reply 1000001)',
      because: 'the customer',
      params: async () => {
        const ticket = await opened();
        const { replyid } = await world.done('AddTicketReply', { ...ticket, ...guest });
        await world.change('update messages set id = 1000001 where id = $1', [replyid]);
        return { ...ticket, ...unseen };
      },
    },
    {
      message: 'Stopped: Jo Admin has replied meanwhile (reply 1000002)',
      because: 'a colleague',
      params: async () => {
        const ticket = await opened();
        await world.done('AddTicketReply', { ...ticket, ...guest });
        const { replyid } = await world.done('AddTicketReply', { ...ticket, message: 'Me', adminusername: 'other' });
        await world.change('update messages set id = 1000002 where id = $1', [replyid]);
        return { ...ticket, ...unseen };
      },
    },
    {
      message: 'Stopped: Jo Admin has added a note meanwhile (note 1000003)',
      params: async () => {
        const ticket = await opened();
        const { noteid } = await world.done('AddTicketNote', { ...ticket, message: 'Wait' }, 'other');
        await world.change('update notes set id = 1000003 where id = $1', [noteid]);
        return { ...ticket, ...unseen };
      },
    },
    {
      message: 'Stopped: the ticket was closed meanwhile',
      params: async () => {
        const ticket = await opened();
        await world.done('UpdateTicket', { ...ticket, status: 'Closed' });
        return { ...ticket, ...unseen };
      },
    },
    {
      message: 'Stopped: the ticket was merged into 770077 meanwhile',
      params: async () => {
        const [ticket, master] = [await opened(), await opened()];
        await world.change(`update tickets set number = '770077' where id = $1`, [master.ticketid]);
        await world.done('MergeTicket', { ...master, mergeticketids: ticket.ticketid });
        return { ...ticket, ...unseen };
      },
    },
  ];
}
