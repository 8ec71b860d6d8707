/** Headers and text of a mail; the rest is made up. */
export interface MailText {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  html?: string;
  /** More header lines. */
  headers?: Record<string, string>;
  /** Files with their bytes, or with the Content-ID by which the HTML shows them. */
  files?: { name: string; content: string; contentId?: string }[];
}

let made = 0;

/** The bytes of a mail that nobody has sent before. */
export function mailOf({
  from = 'Nils Arvo <nils@example.org>',
  to = 'support@desk.example.com',
  subject = 'Lamp',
  text = 'The lamp is out.',
  html,
  headers = {},
  files = [],
}: MailText): Buffer {
  made += 1;
  const lines = {
    From: from,
    To: to,
    Subject: subject,
    Date: 'Sat, 21 Nov 2026 10:14:00 +0100',
    'Message-ID': `<made.${made}@post.example.org>`,
    'MIME-Version': '1.0',
    ...headers,
  };
  const head = Object.entries(lines)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  const part = (type: string, body: string, more: string[] = []) =>
    [`Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: 8bit', ...more, '', body].join('\r\n');
  const texts = [part('text/plain', text), ...(html === undefined ? [] : [part('text/html', html)])];
  const attached = files.map(({ name, content, contentId }) =>
    part('application/octet-stream', content, [
      `Content-Disposition: ${contentId === undefined ? 'attachment' : 'inline'}; filename="${name}"`,
      ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
    ]),
  );
  const body =
    texts.length === 1 && attached.length === 0
      ? part('text/plain', text)
      : multipart('mixed', [texts.length === 1 ? (texts[0] ?? '') : multipart('alternative', texts), ...attached]);
  return Buffer.from(`${head.join('\r\n')}\r\n${body}\r\n`);
}

function multipart(kind: string, parts: string[]): string {
  const boundary = `=_${kind}`;
  const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--`;
}

/** A report of a mail server about a mail of ours (RFC 3464). */
export function reportOf({
  messageId,
  recipients,
  kind = 'delivery-status',
  to = 'support@desk.example.com',
}: {
  messageId: string;
  recipients: { address: string; original?: string; action: string; status: string; diagnostic?: string }[];
  kind?: string;
  to?: string;
}): Buffer {
  made += 1;
  const each = recipients.map(({ address, original, action, status, diagnostic = 'said no' }) =>
    [
      ...(original === undefined ? [] : [`Original-Recipient: rfc822; ${original}`]),
      `Final-Recipient: rfc822; ${address}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${diagnostic}`,
    ].join('\r\n'),
  );
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
      `To: ${to}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Sat, 21 Nov 2026 10:14:00 +0100',
      `Message-ID: <report.${made}@mx.example.net>`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; boundary="=_p"; report-type=${kind}`,
      '',
      '--=_p',
      'Content-Type: text/plain',
      '',
      'Your message could not be delivered.',
      '--=_p',
      `Content-Type: message/${kind}`,
      '',
      'Reporting-MTA: dns; mx.example.net',
      '',
      each.join('\r\n\r\n'),
      '',
      '--=_p',
      'Content-Type: text/rfc822-headers',
      '',
      'From: Desk Support <support@desk.example.com>',
      `Message-ID: <${messageId}>`,
      'Subject: [Ticket #1] Printer',
      '',
      '--=_p--',
      '',
    ].join('\r\n'),
  );
}
