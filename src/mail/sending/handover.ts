import type { Readable } from 'node:stream';
import type { SendMailOptions, SMTPPoolSentMessageInfo } from 'nodemailer';
import type { Later } from './later';
import { type MailTransport, watchBody } from './transport';

/** Why a mail was not handed over. */
export interface Miss {
  thrown: unknown;
  /** Whether it had begun to leave us. Then nobody knows whether the server took it. */
  hasBegun: boolean;
}

/** What became of handing over a mail. */
type Handover = { info: SMTPPoolSentMessageInfo } | Miss;

/** How long it may take until the server has all of a mail. */
const ARRIVED_WITHIN_MS = 120_000;

/** How often we ask whether to go on waiting for the answer to a mail that the server has. */
const MINUTE_MS = 60_000;

/**
 * How many minutes the server may examine a mail that it has (RFC 5321, 4.5.3.2.6). Some scan for minutes and deliver it
 * then, so that whoever sends it again earlier sends it twice.
 */
const ANSWERED_WITHIN = 10;

/** Where the server takes later mails and is silent about this one for so many minutes, it has forgotten it. */
const FORGOTTEN_WITHIN = 2;

/** What becomes of other mails meanwhile. */
interface Others {
  /** Whether any wait for a connection. */
  wait(): boolean;
  /** Whether the server took one that came to it after a time of `performance.now()`. */
  wereTakenSince(time: number): boolean;
}

/**
 * Hands a mail over to the mail server, and notices whether it may have arrived.
 *
 * @param ending ends it at once
 */
export async function handOver(
  transport: MailTransport,
  message: SendMailOptions,
  ending: AbortSignal,
  others: Others,
  runLater: Later,
): Promise<Handover> {
  const impatience = new AbortController();
  let callOff = runLater(() => impatience.abort(), ARRIVED_WITHIN_MS);
  const wait = (arrivedAt: number, minutes = 1): void => {
    callOff = runLater(() => {
      const isForgotten = minutes >= FORGOTTEN_WITHIN && others.wereTakenSince(arrivedAt);
      // A server that hangs would hold up all mail.
      if (minutes >= ANSWERED_WITHIN || isForgotten || others.wait()) impatience.abort();
      else wait(arrivedAt, minutes + 1);
    }, MINUTE_MS);
  };
  const signal = AbortSignal.any([ending, impatience.signal]);
  let body: Readable | undefined;
  watchBody(signal, (stream) => {
    body = stream;
    stream.once('end', () => {
      callOff();
      wait(performance.now());
    });
  });
  try {
    return { info: await transport.sendMail({ ...message, signal }) };
  } catch (thrown) {
    return { thrown, hasBegun: body?.readableDidRead ?? false };
  } finally {
    callOff();
  }
}
