import { KINDS, type Kind } from './calls';
import { medians, type Results, SERVERS, type ServerName, type Turn } from './results';

const BAR = { height: 18, gap: 8, left: 300, width: 420 };
const WIDTH = BAR.left + BAR.width + 80;

interface Bar {
  text: string;
  perSecond: number;
  isOurs: boolean;
}

/** Draws calls per second at the most connections: all servers, then our other calls. */
export function chart({ levels, kinds }: Results): string {
  const level = levels.reduce((one, other) => (other.connections > one.connections ? other : one));
  const rate = (turns: Turn[]): number => medians(turns).perSecond;
  const servers = (Object.keys(SERVERS) as ServerName[])
    .filter((server) => level.turns[server].length > 0)
    .map((server) => ({
      text: SERVERS[server],
      perSecond: rate(level.turns[server]),
      isOurs: server === 'hatchdesk' || server === 'full',
    }));
  const ours = (Object.keys(KINDS) as Kind[]).map((kind) => ({
    text: KINDS[kind],
    perSecond: rate(kinds.turns[kind]),
    isOurs: true,
  }));
  const first = group(`Tickets of guests per second, ${level.connections} connections`, servers, 0);
  const second = group(`Hatchdesk's other calls per second, ${kinds.connections} connections`, ours, first.height);
  const height = first.height + second.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<title>Calls per second, measured by npm run bench</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${first.drawn}
${second.drawn}
</svg>
`;
}

/** Draws a heading and its bars, the longest of which fills the width. */
function group(heading: string, bars: Bar[], top: number): { drawn: string; height: number } {
  const most = Math.max(...bars.map(({ perSecond }) => perSecond));
  const step = BAR.height + BAR.gap;
  const lines = bars.map(({ text, perSecond, isOurs }, at) => {
    const y = top + 40 + at * step;
    const width = ((perSecond / most) * BAR.width).toFixed(1);
    return `<text x="${BAR.left - 10}" y="${y + 13}" text-anchor="end">${escaped(text)}</text>
<rect x="${BAR.left}" y="${y}" width="${width}" height="${BAR.height}" fill="${isOurs ? '#1f6feb' : '#8b949e'}"/>
<text x="${BAR.left + Number(width) + 8}" y="${y + 13}">${Math.round(perSecond)}</text>`;
  });
  const title = `<text x="10" y="${top + 24}" font-weight="bold">${escaped(heading)}</text>`;
  return { drawn: [title, ...lines].join('\n'), height: 48 + bars.length * step };
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
