import pino from 'pino';
import { createScheduledReplies } from '../../src/server/scheduled-replies';
import { agentWith, consoleBrowser } from './console-browser';
import { eventually } from './eventually';
import { type Agent, type Findings, nothingFound, type Played, type Seen, type Written } from './judge-interleaving';
import type { World } from './world';

const PASSWORD = 'correct horse battery';
const SECOND_MS = 1000;

/** Draws numbers below a limit, the same ones for the same seed (mulberry32). */
export function drawer(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Two agents with browsers, signed in. */
export async function twoAgents(world: World): Promise<[Agent, Agent]> {
  const agents: Agent[] = [];
  for (const username of ['ann', 'bob']) {
    const id = await agentWith(world, username, PASSWORD);
    agents.push({ id, browser: await consoleBrowser(world, username, PASSWORD) });
  }
  return agents as [Agent, Agent];
}

/** The messages and notes that a page shows, in the conversation or as what has arrived meanwhile. */
function seenOn(page: string): Seen {
  const shown = (pattern: RegExp) => Array.from(page.matchAll(pattern), ([, id]) => Number(id));
  return {
    reply: shown(/<article [^>]*id="(?:m|arrived-reply-)(\d+)"/g),
    note: shown(/<article [^>]*id="(?:n|arrived-note-)(\d+)"/g),
  };
}

const TOGETHER_PERCENT = 40;

/**
 * Lets two agents and a customer do random things with one ticket, often at the same instant, and looks at what became
 * of it. Agents are browsers without scripts: they send what stands in the forms of the page that they look at, however old.
 *
 * @param agents on any page; they take each other's words away in no interleaving but this
 * @param seed of what happens: the same seed does the same things in the same order, but for what happens at one instant
 */
export async function interleave(world: World, agents: readonly [Agent, Agent], seed: number): Promise<Played> {
  const draw = drawer(seed);
  const found = nothingFound();
  const email = `gus-${seed}@example.com`;
  const { id } = await world.ticket({ name: 'Gus', email, message: `Begin ${seed}`, noemail: true });
  const written: Written[] = [];
  /** What stands in each agent's editor, and was kept by the server or refused by it. */
  const drafts = new Map<Agent, string>();
  const toReply = { to: /\/reply$/, field: 'message' };
  /** Everything that an agent has had on the screen. */
  const sights = new Map<Agent, Seen>(agents.map((agent) => [agent, { reply: [], note: [] }]));
  const see = (agent: Agent): Seen => {
    const [before, now] = [sights.get(agent), seenOn(agent.browser.shown.text)];
    const all = { reply: [...(before?.reply ?? []), ...now.reply], note: [...(before?.note ?? []), ...now.note] };
    sights.set(agent, all);
    return all;
  };
  let words = 0;
  const word = (): string => {
    words += 1;
    return `word-${seed}-${words}.`;
  };
  const note = (list: keyof Findings & ('odd' | 'lost'), text: string) =>
    void found[list].push(`seed ${seed}: ${text}`);

  const look = async (agent: Agent): Promise<void> => {
    const { status, text } = await agent.browser.open(`/admin/tickets/${id}`);
    if (status !== 200) return note('odd', `the ticket answered ${status}`);
    const draft = drafts.get(agent);
    if (draft !== undefined && !text.includes(draft)) note('lost', `draft ${draft} is not on the page`);
  };
  /** A page with forms, however old. */
  const begin = async (agent: Agent): Promise<void> => {
    if (agent.browser.find(toReply) === undefined || !agent.browser.shown.path.includes(`/${id}`)) await look(agent);
  };
  const entered = (agent: Agent): string =>
    agent.browser.find(toReply)?.values.find(([name]) => name === 'message')?.[1] ?? '';

  const acts: Record<string, (agent: Agent) => Promise<void>> = {
    look,
    async draft(agent) {
      await begin(agent);
      const form = agent.browser.find(toReply);
      const to = /<draft-keeper name="reply:[^>]* to="([^"]*)"/.exec(agent.browser.shown.text)?.[1];
      if (form === undefined || to === undefined) return note('odd', 'the page has no form that keeps drafts');
      const text = `${entered(agent)} ${word()}`.trim();
      const fields = form.values.filter(([name]) => !['message', 'task', 'key'].includes(name));
      const status = await agent.browser.post(to, [...fields, ['message', text]]);
      if (status >= 300) return note('odd', `a draft was answered with ${status}`);
      drafts.set(agent, text);
    },
    reply: (agent) => say(agent, 'reply', {}),
    later: (agent) => say(agent, 'reply', { when: 'hours' }),
    note: (agent) => say(agent, 'note', {}),
    async assign(agent) {
      await begin(agent);
      const { status } = await agent.browser.send({ to: /\/change$/, field: 'flag' }, { flag: String(agent.id) });
      if (status >= 500) note('odd', `assigning answered ${status}`);
    },
    async undo(agent) {
      await begin(agent);
      if (agent.browser.find({ button: 'undo' }) === undefined) return;
      const { status } = await agent.browser.send({ button: 'undo' });
      if (status >= 500) return note('odd', `undo answered ${status}`);
      // It was too late, or the reply is in the editor again.
      const back = written.filter(
        (one) => one.agent === agent && one.state === 'accepted' && entered(agent).includes(one.text),
      );
      for (const one of back) one.state = 'taken';
      if (back.length > 0) found.takenBack += 1;
      if (status === 200 && back.length > 0) drafts.set(agent, entered(agent));
    },
    async customer() {
      const params = { ticketid: id, name: 'Gus', email, message: `customer ${word()}`, noemail: true };
      await world.done('AddTicketReply', params);
    },
    async time() {
      world.now = new Date(world.now.getTime() + 11 * SECOND_MS);
      // The server does it too, as a second process would.
      await sendDue(world);
    },
  };

  async function say(agent: Agent, kind: 'reply' | 'note', more: Record<string, string>): Promise<void> {
    await begin(agent);
    const { browser } = agent;
    const seen = see(agent);
    const text = kind === 'note' ? word() : `${entered(agent)} ${word()}`.trim();
    const one: Written = { text, agent, kind, seen, state: 'accepted' };
    written.push(one);
    const answer = await browser.send({ to: new RegExp(`/${kind}$`), field: 'message' }, { message: text, ...more });
    if (answer.status === 409) {
      one.state = 'refused';
      found.refused += 1;
      if (!answer.text.includes(text)) note('lost', `refused ${kind} ${text} is not on the page`);
      if (kind === 'reply') drafts.delete(agent);
    } else if (answer.status !== 200) {
      one.state = 'refused';
      note('odd', `${kind} answered ${answer.status}`);
    } else if (kind === 'reply') drafts.delete(agent);
  }

  const names = [
    'look',
    'look',
    'draft',
    'draft',
    'reply',
    'reply',
    'reply',
    'later',
    'note',
    'assign',
    'undo',
    'undo',
    'time',
  ];
  const rounds = 5 + draw(4);
  for (let round = 0; round < rounds; round += 1) {
    const first = draw(2);
    const of = (index: number) => acts[names[draw(names.length)] ?? 'look']?.(agents[index] as Agent);
    const works = draw(5) === 0 ? [acts.customer?.(agents[0])] : [of(first)];
    if (draw(100) < TOGETHER_PERCENT) works.push(of(1 - first));
    if (draw(100) < TOGETHER_PERCENT / 4) works.push(acts.customer?.(agents[0]));
    await Promise.all(works);
  }
  return { seed, ticketId: id, agents, written, drafts, found };
}

/** Sends what is due, as a server does. */
const sendDue = (world: World): Promise<void> =>
  createScheduledReplies(world.desk, pino({ level: 'silent' })).send(() => true);

/** Lets everything that was scheduled be sent or stopped. Call it after the last interleaving. */
export async function settle(world: World): Promise<void> {
  world.now = new Date(world.now.getTime() + 3 * 3600 * SECOND_MS);
  await eventually(async () => {
    await sendDue(world);
    return (await world.rows(`select 1 from scheduled_replies where state = 'pending' limit 1`)).length === 0;
  });
}
