import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeskState } from './metrics';

/** Each exists from the start, so that an alert sees the first mail. */
const KINDS = ['imap', 'smtp'].flatMap((way) =>
  ['ticket', 'reply', 'note', 'bounce', 'ignored', 'refused'].map((outcome) => ({ way, outcome })),
);

/** Adds what a monitoring system learns about mail that comes in. */
export function addInboundMetrics(
  registry: Registry,
  sources: { taken(): ReadonlyMap<string, number>; mailboxes(): DeskState['mailboxes'] },
): void {
  const registers = [registry];
  new Counter({
    name: 'hatchdesk_mails_taken_total',
    help: 'Mails that this process has taken, by the way they came and what they ended as',
    ...{ labelNames: ['way', 'outcome'], registers },
    collect() {
      this.reset();
      for (const kind of KINDS) this.inc(kind, 0);
      for (const [kind, count] of sources.taken()) {
        const [way = '', outcome = ''] = kind.split(' ');
        this.inc({ way, outcome }, count);
      }
    },
  });
  const gauge = (name: string, help: string, read: (state: NonNullable<DeskState['mailboxes']>) => number): void => {
    new Gauge({
      ...{ name, help, registers, aggregator: 'max' },
      collect() {
        const state = sources.mailboxes();
        if (state === undefined) this.remove();
        else this.set(read(state));
      },
    });
  };
  gauge('hatchdesk_mailboxes', 'Mailboxes that mail is fetched from', ({ enabled }) => enabled);
  gauge('hatchdesk_mailboxes_failing', 'Those of them that fail now', ({ failing }) => failing);
  gauge(
    'hatchdesk_mailbox_silent_seconds',
    'How long ago the mailbox that has been silent longest was last looked into',
    ({ silentSeconds }) => silentSeconds,
  );
}
