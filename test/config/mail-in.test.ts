import { readConfig } from '../../src/config';
import { readListen, readPipe } from '../../src/config/mail-in';

test.each([
  ['127.0.0.1:2525', { host: '127.0.0.1', port: 2525 }],
  ['0.0.0.0:25', { host: '0.0.0.0', port: 25 }],
  ['mx.example.com:0', { host: 'mx.example.com', port: 0 }],
  ['[::]:25', { host: '::', port: 25 }],
])('%s', (text, expected) => expect(readListen(text)).toEqual(expected));

test.each(['25', ':25', '127.0.0.1', '127.0.0.1:', '127.0.0.1:65536', '::1:25', '[mx]:25', 'a b:25'])(
  '%s is refused',
  (text) => expect(() => readListen(text)).toThrow('must be an address and a port such as 127.0.0.1:2525'),
);

test.each([
  [{ HATCHDESK_SMTP_LISTEN: 'here' }, 'HATCHDESK_SMTP_LISTEN: must be an address and a port such as 127.0.0.1:2525'],
  [
    { HATCHDESK_SMTP_LISTEN: '127.0.0.1:25', HATCHDESK_SMTP_CERT_FILE: '/c' },
    'HATCHDESK_SMTP_CERT_FILE: HATCHDESK_SMTP_CERT_FILE and HATCHDESK_SMTP_KEY_FILE must be set together',
  ],
  [
    { HATCHDESK_SMTP_CERT_FILE: '/c', HATCHDESK_SMTP_KEY_FILE: '/k' },
    'HATCHDESK_SMTP_CERT_FILE: needs HATCHDESK_SMTP_LISTEN, where mail is taken',
  ],
  [{ HATCHDESK_SMTP_RELAYS: 'mx' }, 'HATCHDESK_SMTP_RELAYS: "mx" is neither an IP address nor a CIDR network'],
  [{ HATCHDESK_MAIL_MAX_BYTES: '1' }, 'HATCHDESK_MAIL_MAX_BYTES: must be a whole number from 65536 to 268435456'],
])('%j is refused', (env, problem) => expect(() => readConfig(env)).toThrow(problem));

test.each([
  ['nothing', {}, { recipients: [], sender: undefined }],
  [
    'an alias of Postfix',
    { ORIGINAL_RECIPIENT: 'support@example.com', RECIPIENT: 'desk@mx.example.com', SENDER: 'ann@example.net' },
    { recipients: ['support@example.com', 'desk@mx.example.com'], sender: 'ann@example.net' },
  ],
  [
    'an extension that was cut off',
    { RECIPIENT: 'support@example.com', EXTENSION: 'a1b2' },
    { recipients: ['support@example.com', 'support+a1b2@example.com'], sender: undefined },
  ],
  [
    'an extension that is there',
    { RECIPIENT: 'support+a1b2@example.com', EXTENSION: 'a1b2' },
    { recipients: ['support+a1b2@example.com'], sender: undefined },
  ],
  ['no sender, as Postfix writes it', { SENDER: 'MAILER-DAEMON' }, { recipients: [], sender: '' }],
  ['no sender, as Exim writes it', { SENDER: '' }, { recipients: [], sender: '' }],
])('a pipe: %s', (_what, env, expected) => expect(readPipe(env)).toEqual(expected));
