import type { ConsoleTexts } from '../texts';

/** What GetTicketReport says of a group, or of all. A time is absent where nothing took any. */
export interface Figures {
  opened: number;
  answered: number;
  closed: number;
  backlog: number;
  firstreplies: number;
  firstreplymedian?: number;
  firstreplyp90?: number;
  closemedian?: number;
  closep90?: number;
}

export type Figure = keyof Figures;

/** GetTicketReport's answer. */
export interface Report {
  from: string;
  to: string;
  by: Grouping;
  total: Figures;
  rows: { row: ReportRow[] };
}

type ReportRow = Figures & { key: string; name: string };

/** By what reports are grouped. */
export const GROUPINGS = ['day', 'department', 'person'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** The charts, in their order, and the figures that each shows. The first two are drawn, the table has all. */
export const CHARTS = {
  volume: ['opened', 'closed'],
  backlog: ['backlog'],
  replies: ['answered', 'firstreplies'],
  first: ['firstreplymedian', 'firstreplyp90'],
  close: ['closemedian', 'closep90'],
} as const satisfies Record<keyof ConsoleTexts['reports']['charts'], readonly Figure[]>;

export type Chart = keyof typeof CHARTS;

/** Every figure, in the order of the page. */
export const ALL_FIGURES: readonly Figure[] = Object.values(CHARTS).flat();

/** Whether a figure is a time in seconds. */
export const isTime = (figure: Figure): boolean => figure.endsWith('median') || figure.endsWith('p90');

/** The name of a row, as people read it. */
export const nameOf = (texts: ConsoleTexts['reports'], by: Grouping, { key, name }: ReportRow): string =>
  name === '' && by === 'person' ? texts.nobody : name === '' ? key : name;
