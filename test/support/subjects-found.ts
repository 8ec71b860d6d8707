import type { World } from './world';

/** The subjects of the tickets that GetTickets finds, in the order of their letters. */
export async function subjectsFound(world: World, params: Record<string, unknown>): Promise<string[]> {
  const answer = await world.done('GetTickets', params);
  const { ticket = [] } = answer.tickets as { ticket?: { subject: string }[] };
  return ticket.map(({ subject }) => subject).sort();
}
