import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Manner = 'none' | 'fast' | 'slow' | 'hanging' | 'refusing' | 'down';
export const MANNERS: Manner[] = ['none', 'fast', 'slow', 'hanging', 'refusing', 'down'];

/** A mail server that speaks just enough SMTP, because its CPU time is taken from what is measured. */
export class Sink {
  taken = 0;
  /** Is called for every mail that is taken, with the mail. */
  onMail: (mail: string) => void = () => {};
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.talk(socket));

  constructor(private readonly manner: Manner) {}

  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const { port } = this.server.address() as AddressInfo;
    if (this.manner === 'down') this.server.close();
    return port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true).on('error', () => {});
    if (this.manner === 'hanging') return;
    const say = async (text: string) => {
      if (this.manner === 'slow') await sleep(1_000);
      socket.write(`${text}\r\n`);
    };
    let received = '';
    let isData = false;
    void say('220 sink');
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      for (;;) {
        const end = received.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = received.slice(0, end);
        received = received.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          this.taken += 1;
          this.onMail(line);
          void say('250 taken');
        } else if (line === 'DATA') {
          isData = true;
          void say('354 go on');
        } else if (this.manner === 'refusing' && line.startsWith('RCPT')) void say('550 never');
        else void say('250 sink');
      }
    });
  }
}
