import type { EmailRow, EmailState } from '../store/desk/emails';
import { addressKey } from './people';

/** What became of a mail for one of those who should get it. */
interface RecipientState {
  address: string;
  state: EmailState;
  failureReason: string;
}

type Mail = Pick<EmailRow, 'to' | 'cc' | 'bcc' | 'state' | 'failureReason' | 'undelivered' | 'refused'>;

/** Says what became of a mail for each recipient. A mail server may take it for one and refuse another. */
export function recipientStates(mail: Mail): RecipientState[] {
  const addresses = [mail.to, mail.cc, mail.bcc].flatMap((list) => list.split(', ')).filter(Boolean);
  const reasons = new Map(mail.refused.map(({ address, reason }) => [addressKey(address), reason]));
  const undelivered = mail.undelivered && new Set(mail.undelivered.map(addressKey));
  return addresses.map((address) => {
    const refused = reasons.get(addressKey(address));
    if (refused !== undefined) return { address, state: 'failed', failureReason: refused };
    if (undelivered !== null && !undelivered.has(addressKey(address))) {
      return { address, state: 'sent', failureReason: '' };
    }
    return { address, state: mail.state, failureReason: mail.state === 'sent' ? '' : mail.failureReason };
  });
}
