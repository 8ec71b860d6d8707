import type { UpstreamConfig } from '../../config';
import { bad, type Check, fine, hint } from './check';

const ANSWER_WITHIN_MS = 2_000;

/** What WHMCS says to a caller whom it does not know, and what to do. */
const REFUSALS: [pattern: RegExp, todo: string][] = [
  [/invalid ip/i, 'allow the address of this server there (API IP Access Restriction)'],
  [
    /authentication failed|invalid or missing credentials|access denied/i,
    'set HATCHDESK_UPSTREAM_IDENTIFIER and HATCHDESK_UPSTREAM_SECRET to an API credential of that WHMCS',
  ],
];

/**
 * Checks whether the old desk can be reached and knows our credentials.
 *
 * @param withinMs everything else than the default is for tests
 */
export async function examineUpstream(
  config: UpstreamConfig | undefined,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Check[]> {
  if (config === undefined) return [];
  // Loaded only when wanted, because every command would wait for the circuit breaker.
  const { openUpstream, UpstreamFailure, UpstreamRefusal } =
    require('../../upstream/client') as typeof import('../../upstream/client');
  const upstream = openUpstream({ ...config, timeoutMs: withinMs });
  const { host, protocol, hostname } = new URL(config.url);
  const isOpen = protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(hostname);
  const found = isOpen
    ? hint(
        'upstream',
        `WHMCS at ${host} answers, but the secret travels unencrypted: set HATCHDESK_UPSTREAM to https://`,
      )
    : fine('upstream', `WHMCS at ${host} answers`);
  try {
    await upstream.ask('WhmcsDetails', {});
    return [found];
  } catch (error) {
    if (error instanceof UpstreamFailure) {
      return [bad('upstream', `${error.message}: start it, or correct HATCHDESK_UPSTREAM`)];
    }
    if (!(error instanceof UpstreamRefusal)) throw error;
    // Whoever may not call this action may call others.
    if (/^invalid permissions/i.test(error.message)) return [found];
    const said = error.message.replaceAll(config.secret, '...').slice(0, 200);
    const [, todo = 'look at its API log'] = REFUSALS.find(([pattern]) => pattern.test(said)) ?? [];
    return [bad('upstream', `WHMCS at ${host} refuses: ${said}: ${todo}`)];
  } finally {
    await upstream.close();
  }
}
