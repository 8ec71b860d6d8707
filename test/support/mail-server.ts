import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Config } from '../../src/config';

/** A mail as the server got it. */
export interface ReceivedMail {
  envelope: { from: string; to: string[] };
  /** What came after DATA, byte for byte. */
  raw: string;
  parsed: ParsedMail;
}

/** What the server does with mail; absent members accept. Errors have a `responseCode`. */
export interface Manners {
  /** @returns an error to refuse a recipient with */
  recipient?(address: string): Error | undefined;
  /** Runs when a mail has arrived, before it is answered. @returns an error to refuse it with */
  mail?(raw: string): Promise<Error | undefined> | Error | undefined;
  /** @returns whether the server ends the connection once it has a mail to these addresses, without an answer */
  hangsUp?(to: string[]): boolean;
}

/** A refusal with a code of SMTP. */
export const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A real mail server, which takes mail on a port of this machine. */
export class MailServer {
  received: ReceivedMail[] = [];
  manners: Manners = {};
  port = 0;
  /** Extensions that the server does not offer, from its next start. */
  without: { hideSMTPUTF8?: boolean } = {};
  private server: SMTPServer | undefined;

  /** Starts to listen, the second time on the same port. */
  async start(): Promise<void> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 100,
      ...this.without,
      onRcptTo: ({ address }, _session, done) => done(this.manners.recipient?.(address)),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          if (this.manners.hangsUp?.(envelope.to)) return this.hangUp(session.id);
          const raw = Buffer.concat(chunks).toString('latin1');
          const refused = await this.manners.mail?.(raw);
          const parsed = await simpleParser(Buffer.from(raw, 'latin1'));
          if (refused === undefined) this.received.push({ envelope, raw, parsed });
          done(refused);
        });
      },
    });
    this.server.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      this.server?.on('error', reject);
      this.server?.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.server === undefined) resolve();
      else this.server.close(() => resolve());
    });
  }

  private hangUp(sessionId: string): void {
    for (const { id, _socket } of this.server?.connections ?? []) if (id === sessionId) _socket.destroy();
  }

  /** Lets a desk send its mail here. */
  configure(config: Config): void {
    config.desk.email = 'desk@desk.example.com';
    config.mail = {
      smtp: {
        ...{ host: '127.0.0.1', port: this.port, secure: false, starttls: 'off' },
        ...{ account: undefined, connections: 3, rate: undefined },
      },
      dkim: undefined,
    };
  }
}

/** Gives every test of a file one mail server. Register it before the world that sends mail there. */
export function useMailServer(): MailServer {
  const server = new MailServer();
  beforeAll(() => server.start());
  afterEach(() => {
    server.received = [];
    server.manners = {};
  });
  afterAll(() => server.stop());
  return server;
}
