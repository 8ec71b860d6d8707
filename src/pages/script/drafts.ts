const PREFIX = 'hatchdesk-draft:';
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** What somebody began to write in a form. */
export interface Draft {
  /** When, by the server's clock, in milliseconds. */
  at: number;
  /** The values of the form's fields, by name. */
  fields: Record<string, string[]>;
  /** Whether the server has it too. */
  isSaved: boolean;
  /** The form's idempotency key, if the form was sent and no answer came. It may have arrived. */
  key?: string | undefined;
}

/** Where a form's drafts are: for good in the browser, or until its tab is closed. */
export type Place = 'browser' | 'tab';

/** The storage may be switched off, full, or closed to us. Then the page works as if there were no drafts. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const storageOf = (place: Place): Storage => (place === 'tab' ? sessionStorage : localStorage);

/** The draft of a form, if there is one. @param name such as `reply:849213` */
export function findDraft(place: Place, name: string): Draft | undefined {
  const text = attempt(() => storageOf(place).getItem(PREFIX + name));
  return typeof text === 'string' ? attempt(() => JSON.parse(text) as Draft) : undefined;
}

/** Keeps a form's draft, in place of the one before. */
export function keepDraft(place: Place, name: string, draft: Draft): void {
  attempt(() => storageOf(place).setItem(PREFIX + name, JSON.stringify(draft)));
}

/** Removes a form's draft. */
export function forgetDraft(place: Place, name: string): void {
  attempt(() => storageOf(place).removeItem(PREFIX + name));
}

const names = (storage: Storage): string[] =>
  Object.keys(storage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

/**
 * Hears of a draft that another tab of this browser has sent.
 *
 * @param act is told what was in the draft
 */
export function onSentElsewhere(name: string, act: (sent: Draft) => void, options: AddEventListenerOptions): void {
  const hear = ({ key, oldValue, newValue }: StorageEvent): void => {
    if (key !== PREFIX + name || oldValue === null || newValue !== null) return;
    const draft = attempt(() => JSON.parse(oldValue) as Draft);
    // Only what is under way has a key. Others are removed because their author wanted it.
    if (draft?.key !== undefined) act(draft);
  };
  window.addEventListener('storage', hear, options);
}

/** Removes every draft of this browser: of all tickets, whoever wrote them. */
export function forgetDrafts(): void {
  for (const place of ['browser', 'tab'] as const) {
    for (const name of attempt(() => names(storageOf(place))) ?? []) forgetDraft(place, name);
  }
}

/** Removes the drafts that are older than 30 days. */
export function forgetOldDrafts(): void {
  for (const name of attempt(() => names(localStorage)) ?? []) {
    const draft = findDraft('browser', name);
    if (draft === undefined || draft.at < Date.now() - KEPT_MS) forgetDraft('browser', name);
  }
}
