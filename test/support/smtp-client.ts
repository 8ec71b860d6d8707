import { connect, type Socket } from 'node:net';
import { connect as encrypt } from 'node:tls';

/** A conversation with a mail server, byte by byte. */
export class SmtpClient {
  private text = '';
  private isOver = false;
  private wake = (): void => {};

  private constructor(private socket: Socket) {
    this.listen();
  }

  /** Connects, and reads the greeting. */
  static async open(port: number): Promise<SmtpClient> {
    const client = new SmtpClient(connect(port, '127.0.0.1'));
    await client.answer();
    return client;
  }

  private listen(): void {
    const { socket } = this;
    const end = (): void => {
      this.isOver = true;
      this.wake();
    };
    socket.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('latin1');
      this.wake();
    });
    socket.on('error', end).on('close', end);
  }

  /** The next answer, all of its lines. Empty if the connection has ended. */
  async answer(): Promise<string> {
    for (;;) {
      const [whole] = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.text) ?? [];
      if (whole !== undefined) {
        this.text = this.text.slice(whole.length);
        return whole.trimEnd();
      }
      if (this.isOver) return '';
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Sends a line. @returns its answer */
  say(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return this.answer();
  }

  write(text: string | Buffer): void {
    this.socket.write(text);
  }

  /** Says these lines. @returns the answer to the last */
  async sayAll(...lines: string[]): Promise<string> {
    let answer = '';
    for (const line of lines) answer = await this.say(line);
    return answer;
  }

  /** Encrypts the connection after STARTTLS. @returns the common name of the certificate */
  async encrypt(): Promise<string> {
    this.socket.removeAllListeners();
    const secure = encrypt({ socket: this.socket, rejectUnauthorized: false });
    await new Promise((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject));
    this.socket = secure;
    this.listen();
    return String(secure.getPeerCertificate().subject.CN);
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A mail of a few lines. */
export const smallMail = (subject: string, body = 'Hello', headers: string[] = []): string =>
  [
    'From: Ann Lee <ann@example.net>',
    'To: support@desk.example.com',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W+/g, '-')}@example.net>`,
    'Date: Sat, 30 Jan 2027 09:00:00 +0000',
    ...headers,
    '',
    body,
    '',
  ].join('\r\n');
