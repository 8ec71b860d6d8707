import type { Miss } from './handover';

/** What nodemailer says of a failure, as far as it matters. */
interface SmtpError {
  name?: string;
  message?: string;
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  recipient?: string;
  rejectedErrors?: SmtpError[];
}

/**
 * What a failure means: the server takes no mail at all, it began to take this one and did not end, it takes it later, or it
 * never takes it.
 */
type Verdict = 'unreachable' | 'broken' | 'later' | 'never';

/** Wrong credentials and a conversation that got out of step fail every mail, and are set right some day. */
const OTHERS_FAULT = new Set([503, 530, 534, 535, 538]);

const CONNECTION_CODES = new Set(
  'ECONNECTION ETIMEDOUT ESOCKET EDNS ETLS EREQUIRETLS EPROXY EPROTOCOL EAUTH ENOAUTH EOAUTH2 ECONFIG ECONNREFUSED ECONNRESET'.split(
    ' ',
  ),
);

/** The commands in which a server judges a mail. Before them, it judges us. */
const MAIL_COMMANDS = /^(?:MAIL FROM|RCPT TO|DATA)/;

/** What nodemailer calls what it does not accept itself. */
const OWN_REFUSALS = new Set(['EENVELOPE', 'EMESSAGE']);

/** Judges a failure to hand over a mail. */
export function judge({ thrown, hasBegun }: Miss): Verdict {
  const { code = '', command = '', responseCode, name } = thrown as SmtpError;
  const isAnswer = responseCode !== undefined && MAIL_COMMANDS.test(command);
  if (isAnswer && !OTHERS_FAULT.has(responseCode)) return responseCode >= 500 ? 'never' : 'later';
  if (name === 'AbortError' || responseCode !== undefined || CONNECTION_CODES.has(code)) {
    return isAnswer || !hasBegun ? 'unreachable' : 'broken';
  }
  return OWN_REFUSALS.has(code) ? 'never' : 'later';
}

/** Takes the secret out of a failure: servers may quote what they refuse, as it is or in Base64. @returns the failure */
export function concealed(thrown: unknown, auth: object | undefined): unknown {
  const { user, pass } = { user: '', pass: '', ...auth };
  if (typeof pass !== 'string' || pass === '') return thrown;
  const encoded = [`\0${user}\0${pass}`, pass].map((text) => Buffer.from(text).toString('base64'));
  const without = (text: string) => [...encoded, pass].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const error = thrown as SmtpError;
  if (error.message !== undefined) error.message = without(error.message);
  if (error.response !== undefined) error.response = without(error.response);
  return thrown;
}

const LONGEST_REASON = 500;

/** A failure in words, and what it means for a mail that had begun to leave us. */
export function failureInWords(miss: Miss): string {
  const reason = reasonOf(miss.thrown);
  return judge(miss) === 'broken' ? `${reason} after it began to take this mail, which may have arrived` : reason;
}

/** How nodemailer says that the server closed the connection. */
const CLOSED = /^(?:Connection closed|Reached maximum number of retries)/;

/** A failure in one line: what the server said, or else what happened to the connection. */
function reasonOf(thrown: unknown): string {
  const { name } = thrown as SmtpError;
  const reason =
    name === 'AbortError' ? 'The mail server did not answer in time' : oneLine(wordsOf(thrown as SmtpError));
  return reason || 'The mail server failed';
}

function wordsOf({ response, message = '', command = '' }: SmtpError): string {
  if (response === undefined) return CLOSED.test(message) ? 'The mail server closed the connection' : message;
  // "502 not implemented" says nothing to whoever does not know that it was asked for encryption.
  const step = message.replace(`: ${response}`, '').replace(/\. response=.*$/s, '');
  return MAIL_COMMANDS.test(command) || step === '' ? response : `${step}: ${response}`;
}

/** What a server said, in one line. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON)
    .toWellFormed();

/** A recipient whom the server did not take. */
export interface RejectedRecipient {
  address: string;
  verdict: 'later' | 'never';
  reason: string;
  /** Whether the server knows no such address. */
  isUnknown: boolean;
}

/** What a server says of an address that does not exist: RFC 3463's codes without those about the sender, 5.1.7 and 5.1.8. */
const NO_SUCH_ADDRESS = /^5\d\d[ -]5\.(?:1\.(?:[0-6]|10)|2\.1)\b/;

/** Without such a code, a server that refuses mail as such says it in words. */
const BARE_REFUSAL = /^55[013](?![ -]\d\.\d)/;
const OTHER_REASON =
  /relay|den(?:y|ied)|block|black|list|spam|polic|reputation|spf|dkim|dmarc|authen|sender|from|client|helo|\bip\b/i;

const isUnknown = ({ command = '', response = '' }: SmtpError): boolean =>
  /^RCPT TO/.test(command) &&
  (NO_SUCH_ADDRESS.test(response) || (BARE_REFUSAL.test(response) && !OTHER_REASON.test(response)));

/** Lists the recipients whom a server did not take, from a failure or from what it answered to a mail it took. */
export const rejectedBy = (from: unknown): RejectedRecipient[] =>
  ((from as SmtpError).rejectedErrors ?? []).map((error) => ({
    address: error.recipient ?? '',
    verdict: judge({ thrown: error, hasBegun: false }) === 'never' ? 'never' : 'later',
    reason: reasonOf(error),
    isUnknown: isUnknown(error),
  }));
