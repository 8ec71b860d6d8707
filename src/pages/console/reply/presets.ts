const DAY_MS = 24 * 60 * 60 * 1000;

/** A moment as a zone's clocks show it: `2027-01-31T09:05`, which a field for a date and a time takes. */
export function wallTime(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** When a reply can be sent with one choice. */
export const PRESETS = ['hours', 'tomorrow', 'monday'] as const;

type Preset = (typeof PRESETS)[number];

export const isPreset = (text: string): text is Preset => PRESETS.some((preset) => preset === text);

/**
 * The time that a choice means: a moment with its zone, or the desk's wall time, which ScheduleTicketReply reads also on
 * the days when clocks change.
 */
export function timeOfPreset(preset: Preset, now: Date, timeZone: string): string {
  if (preset === 'hours') return new Date(now.getTime() + 2 * 60 * 60 * 1000).toISOString();
  // Days are counted on the calendar, because not each of them has 24 hours.
  const today = new Date(`${wallTime(now, timeZone).slice(0, 10)}T00:00:00Z`);
  const days = preset === 'tomorrow' ? 1 : 7 - ((today.getUTCDay() + 6) % 7);
  return `${new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10)}T08:00`;
}
