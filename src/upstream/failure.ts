import { ApiError } from '../errors';

/**
 * Why the upstream gave no answer:
 * - `unreachable`: nobody is there, or the connection was refused
 * - `tls`: the connection could not be encrypted, or the certificate is not to be trusted
 * - `timeout`: it took too long
 * - `cut off`: the connection broke
 * - `redirect`: it answered with another address
 * - `too large`, `nonsense`: it answered, but with what cannot be used
 * - `resting`: it failed so often that it is not asked for a moment
 * - `full`: as many calls wait for it already as may
 * - `cancelled`: whoever asked no longer wants the answer
 */
type FailureReason =
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'cut off'
  | 'redirect'
  | 'too large'
  | 'nonsense'
  | 'resting'
  | 'full'
  | 'cancelled';

/** The upstream gave no answer that can be used. The message says so to the caller, and names the upstream's host. */
export class UpstreamFailure extends ApiError {
  override name = 'UpstreamFailure';

  constructor(
    readonly reason: FailureReason,
    message: string,
    /** Whether the upstream may have done the call all the same. */
    readonly mayBeDone: boolean,
    options?: ErrorOptions,
  ) {
    super('upstream', message, options);
  }
}

/** The upstream refused a call: it answered `result=error`. The message is the upstream's. */
export class UpstreamRefusal extends Error {
  override name = 'UpstreamRefusal';

  constructor(
    message: string,
    /** The HTTP status of the answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** What the system and the TLS library say, in words that follow the upstream's name. */
const WORDS: readonly [pattern: RegExp, reason: FailureReason, words: string][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'unreachable', 'cannot be found: its name has no address'],
  [/^ECONNREFUSED$/, 'unreachable', 'refuses connections'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/, 'unreachable', 'cannot be reached'],
  [/^ETIMEDOUT$/, 'unreachable', 'accepts no connection'],
  [/^CERT_HAS_EXPIRED$/, 'tls', 'has a certificate that has expired'],
  [/^CERT_NOT_YET_VALID$/, 'tls', 'has a certificate that is not valid yet'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'tls', 'has a certificate for another name'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/, 'tls', 'has a certificate that it signed itself'],
  [
    /^(UNABLE_TO_|CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|ERROR_IN_CERT|PATH_LENGTH_EXCEEDED)/,
    'tls',
    'has a certificate that this server does not trust',
  ],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls', 'cannot agree on an encrypted connection'],
  [/^HPE_HEADER_OVERFLOW$/, 'too large', 'answered with headers that are too large'],
  [/^HPE_/, 'nonsense', 'answered with something that is not HTTP'],
];

/** Says why an exchange failed. @param thrown by the HTTP client */
export function wordsOf(thrown: unknown): { reason: FailureReason; words: string } {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
  const [, reason, words] = WORDS.find(([pattern]) => pattern.test(code)) ?? [];
  if (reason === undefined || words === undefined) return { reason: 'cut off', words: 'broke the connection off' };
  return { reason, words };
}
