/** What imapflow, Node and the mail server say of a failure, as far as it matters. */
interface ImapError {
  message?: string;
  code?: string;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  tlsFailed?: boolean;
  responseText?: string;
  reason?: string;
}

/** What is wrong with a mailbox, in words for whoever set it up. */
export class MailboxTrouble extends Error {
  override name = 'MailboxTrouble';

  /** @param isLasting whether it stays so until somebody changes something, so that trying often only annoys */
  constructor(
    message: string,
    readonly isLasting = false,
  ) {
    super(message);
  }
}

interface Place {
  host: string;
  port: number;
  tls: 'tls' | 'starttls' | 'none';
}

const CERTIFICATES: Record<string, string> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody but the server itself signed it',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody known signed it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody known signed it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the server does not send who signed it',
};

/** What imapflow says where a server announces that it takes no passwords. */
const LOGIN_DISABLED = 'Login is disabled';

/** What mail servers answer to a sign-in that may well be right (RFC 5530, and the LIMIT of RFC 9051). */
const BUSY: ReadonlySet<string> = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

/** Settings of a desk that fetched by POP3 are often taken over as they are. */
const POP3_PORTS: ReadonlySet<number> = new Set([110, 995]);

const OWN_CA = 'Correct it, or name the file of your own authority in NODE_EXTRA_CA_CERTS';

/** Says what is wrong with the way to a mailbox, and what to do. Secrets are taken out. */
export function explainMailbox(thrown: unknown, place: Place, secrets: readonly string[]): MailboxTrouble {
  if (thrown instanceof MailboxTrouble) return thrown;
  const error = thrown as ImapError;
  const { host, port, tls } = place;
  const said = withoutSecrets(error.responseText ?? error.message ?? String(thrown), secrets);
  const code = error.code ?? '';
  const lasting = (text: string): MailboxTrouble => new MailboxTrouble(text, true);
  const passing = (text: string): MailboxTrouble => new MailboxTrouble(text);
  if (error.authenticationFailed) {
    if (said === LOGIN_DISABLED || error.serverResponseCode === 'PRIVACYREQUIRED') {
      return lasting(
        tls === 'none'
          ? `${host} takes no password over a connection that is not encrypted: try starttls, or tls with port 993`
          : `${host} takes no passwords on port ${port}: it may want OAuth 2.0`,
      );
    }
    if (BUSY.has(error.serverResponseCode ?? '')) return passing(`${host} lets nobody in at the moment: "${said}"`);
    return lasting(`${host} refuses the user name or the password: "${said}". Many providers want an app password`);
  }
  if (code === 'ENOTFOUND') return lasting(`There is no host ${host}: check its name`);
  if (code === 'EAI_AGAIN') return passing(`The name ${host} cannot be looked up now: check the DNS of this machine`);
  const isUnanswered = ['ECONNREFUSED', 'CONNECT_TIMEOUT', 'ETIMEDOUT', 'GREETING_TIMEOUT'].includes(code);
  if (isUnanswered && POP3_PORTS.has(port)) {
    return lasting(`Port ${port} is for POP3, and mail is fetched by IMAP only: try tls with port 993 of ${host}`);
  }
  if (code === 'ECONNREFUSED') return passing(`Nothing listens on port ${port} of ${host}: check host and port`);
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return passing(`No way leads to ${host} from this machine`);
  if (code === 'CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return passing(`${host} does not answer on port ${port}: check the port, and the firewalls in between`);
  }
  if (code === 'GREETING_TIMEOUT' || code === 'UPGRADE_TIMEOUT') {
    const advice = tls === 'tls' ? '' : ', or it wants encryption from the first byte: try tls';
    const causes = `it hangs, or it is no IMAP server${advice}`;
    return passing(`${host} accepts connections on port ${port}, and says nothing: ${causes}`);
  }
  if (code === 'ETIMEOUT') return passing(`${host} has fallen silent: it keeps the connection and answers nothing`);
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) return lasting(`The certificate of ${host} is not valid: ${certificate}. ${OWN_CA}`);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return lasting(`The certificate of ${host} is for another name: ${withoutSecrets(error.reason ?? said, secrets)}`);
  }
  if (tls === 'tls' && /^(?:EPROTO|ERR_SSL_)/.test(code)) {
    return lasting(`Port ${port} of ${host} is not encrypted from the first byte: try starttls, or port 993`);
  }
  if (error.tlsFailed || code === 'STARTTLS_INJECTION' || /STARTTLS/i.test(said)) {
    return lasting(`${host} offers no encryption on port ${port}: try tls with port 993. It said "${said}"`);
  }
  if (code === 'EConnectionClosed' || code === 'NoConnection' || code === 'ECONNRESET' || /^ClosedAfter/.test(code)) {
    const reason = withoutSecrets(error.reason ?? '', secrets);
    return passing(`${host} ended the connection${reason === '' ? '' : `: "${reason}"`}`);
  }
  return passing(`${host} answers: "${said}"`);
}

const LONGEST_WORDS = 300;

/** What a server said, in one line and without what it may quote of us. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  const hidden = secrets.filter(Boolean).flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
  return hidden
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_WORDS)
    .toWellFormed();
}
