/** The kinds of mail that people want or do not want. */
const MAIL_KINDS = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'] as const;

type MailKind = (typeof MAIL_KINDS)[number];
export type MailPreferences = Record<MailKind, boolean>;

/** What is kept, and what was sent: by kind, some or none. */
type Kept = { [Kind in MailKind]?: boolean | undefined };

const preferencesOf =
  (unless: boolean) =>
  (kept: Kept): MailPreferences => {
    const of = (kind: MailKind) => kept[kind] ?? unless;
    return {
      general: of('general'),
      product: of('product'),
      domain: of('domain'),
      invoice: of('invoice'),
      support: of('support'),
      affiliate: of('affiliate'),
    };
  };

/** Clients get what they did not turn off. */
export const clientPreferences = preferencesOf(true);

/** Contacts get what was turned on for them: whoever is merely named for somebody else's account asked for no mail. */
export const contactPreferences = preferencesOf(false);

/** What is kept after a change; what it does not name stays. Undefined where there is no change. */
export function changedPreferences(kept: Kept, change: Kept | undefined): Record<string, boolean> | undefined {
  if (change === undefined) return undefined;
  const kinds = MAIL_KINDS.filter((kind) => change[kind] !== undefined || kept[kind] !== undefined);
  return Object.fromEntries(kinds.map((kind) => [kind, (change[kind] ?? kept[kind]) === true]));
}
