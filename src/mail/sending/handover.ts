import type { Readable } from 'node:stream';
import type { SendMailOptions, SMTPPoolSentMessageInfo } from 'nodemailer';
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

/**
 * How long the server may examine a mail that it has (RFC 5321, 4.5.3.2.6). Some scan for minutes and deliver it then, so
 * that whoever sends it again earlier sends it twice.
 */
const ANSWERED_WITHIN_MS = 10 * 60_000;

/** So long others wait for the connection of a mail that is being examined: a server that hangs would hold up all mail. */
const OTHERS_WAIT_MS = 60_000;

/**
 * Hands a mail over to the mail server, and notices whether it may have arrived.
 *
 * @param ending ends it at once
 * @param isAwaited says whether other mails wait for a connection
 */
export async function handOver(
  transport: MailTransport,
  message: SendMailOptions,
  ending: AbortSignal,
  isAwaited: () => boolean,
): Promise<Handover> {
  const impatience = new AbortController();
  let patience = setTimeout(() => impatience.abort(), ARRIVED_WITHIN_MS);
  const wait = (leftMs: number): void => {
    patience = setTimeout(() => {
      if (leftMs <= OTHERS_WAIT_MS || isAwaited()) impatience.abort();
      else wait(leftMs - OTHERS_WAIT_MS);
    }, OTHERS_WAIT_MS);
  };
  const signal = AbortSignal.any([ending, impatience.signal]);
  let body: Readable | undefined;
  watchBody(signal, (stream) => {
    body = stream;
    stream.once('end', () => {
      clearTimeout(patience);
      wait(ANSWERED_WITHIN_MS);
    });
  });
  try {
    return { info: await transport.sendMail({ ...message, signal }) };
  } catch (thrown) {
    return { thrown, hasBegun: body?.readableDidRead ?? false };
  } finally {
    clearTimeout(patience);
  }
}
