import { openExchange } from '../../../../upstream/exchange';
import { UpstreamFailure } from '../../../../upstream/failure';
import { formOf } from '../../../../upstream/form';
import { MoveRefused } from '../../../refused';
import { type RawAnswer, TryAgain } from './answers';

interface Connection {
  /** Sends a call. @throws TryAgain; MoveRefused where another try would fail like this one */
  send(action: string, fields: Record<string, string>, signal: AbortSignal): Promise<RawAnswer>;
  close(): void;
}

/** An attachment of 90 MB in base64. */
const MOST_BYTES = 128 * 1024 * 1024;

export function openConnection(
  address: string,
  { identifier, secret }: { identifier: string; secret: string },
  timeoutMs: number,
): Connection {
  const exchange = openExchange(address);
  const credentials: [string, string][] = [
    ['identifier', identifier],
    ['secret', secret],
  ];
  return {
    async send(action, fields, signal) {
      const form = formOf({ action, credentials, responsetype: 'json' }, Object.entries(fields));
      try {
        const terms = { timeoutMs, waitMs: timeoutMs, mostBytes: MOST_BYTES, acceptEncoding: 'identity', signal };
        const { status, headers, body } = await exchange.post(form, terms);
        return { status, headers, text: body.toString('utf8') };
      } catch (error) {
        if (error instanceof UpstreamFailure) throw explained(error, address);
        throw error;
      }
    },
    close: () => exchange.close(),
  };
}

function explained({ reason, message }: UpstreamFailure, address: string): Error {
  if (reason === 'redirect') return new MoveRefused(`${message}. Give that address as --url.`);
  if (reason === 'tls') return new MoveRefused(`${message}. Repair it, or let NODE_EXTRA_CA_CERTS name its authority.`);
  const words = message.replace(`The upstream WHMCS at ${new URL(address).host} `, '');
  return new TryAgain(words, reason === 'timeout');
}

/**
 * The address of the API of a WHMCS.
 *
 * @param url of the client area, with or without `/includes/api.php`
 * @throws MoveRefused
 */
export function apiAddress(url: string): string {
  if (!/^https?:\/\/[^\s?#@]+$/i.test(url) || !URL.canParse(url)) {
    throw new MoveRefused('--url must be the address of the client area, such as https://billing.example.com.');
  }
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  return origin + (/\/api\.php$/i.test(path) ? path : `${path.replace(/\/includes$/i, '')}/includes/api.php`);
}
