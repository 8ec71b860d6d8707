import { MailboxTrouble } from './explain';

interface Grant {
  url: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

interface Tokens {
  accessToken: string;
  /** Some providers give another one each time, and end the old one some day. Undefined if it stays. */
  refreshToken: string | undefined;
}

const ANSWER_WITHIN_MS = 20_000;

/**
 * Fetches an access token with a refresh token (RFC 6749, 6).
 *
 * @throws MailboxTrouble saying why there is none, in the provider's words
 */
export async function fetchTokens({ url, clientId, clientSecret, refreshToken }: Grant): Promise<Tokens> {
  const { host } = new URL(url);
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken });
  if (clientSecret !== '') body.set('client_secret', clientSecret);
  const response = await fetch(url, {
    ...{ method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) },
    headers: { accept: 'application/json' },
  }).catch((error: unknown) => {
    const { cause } = error as { cause?: { code?: string } };
    throw new MailboxTrouble(
      `No access token can be fetched, because ${host} does not answer (${cause?.code ?? 'no answer'})`,
    );
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { access_token: accessToken, refresh_token: renewed } = answer;
  if (response.ok && typeof accessToken === 'string') {
    const isOther = typeof renewed === 'string' && renewed !== refreshToken;
    return { accessToken, refreshToken: isOther ? renewed : undefined };
  }
  // A code of the standard, never a description: it may quote what was sent.
  const code = typeof answer.error === 'string' && /^[a-z_]{1,60}$/.test(answer.error) ? answer.error : '';
  const advice = code === 'invalid_grant' ? ': sign in again, and set the new refresh token' : '';
  throw new MailboxTrouble(
    `${host} gives no access token: ${code || `it answers ${response.status}`}${advice}`,
    response.status >= 400 && response.status < 500 && response.status !== 429,
  );
}
