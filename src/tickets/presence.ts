/** How long somebody is shown at a ticket after the last sign of their browser. It gives one every 20 seconds. */
export const PRESENT_MS = 45_000;

/** How long somebody is shown as typing after the last sign of it. A browser that is typed in gives one every 6 seconds. */
export const TYPING_MS = 12_000;
