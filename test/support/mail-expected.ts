/** What is expected of one mail. The names are those of the cases. */
export interface Expected {
  outcome: 'ticket' | 'reply' | 'note' | 'bounce' | 'ignored' | 'refused' | 'mixed' | 'one-of';
  reason?: string;
  ticket?: string;
  department?: string;
  subject?: string | null;
  subject_begins?: string;
  text?: string;
  text_has?: string[];
  text_lacks?: string[];
  full_has?: string[];
  lines?: boolean;
  html_lacks?: string[];
  author?: { kind: string; name: string; address: string };
  requester?: string;
  cc?: string[];
  attachments?: { name?: string; name_pattern?: string; type?: string; size?: number; inline?: boolean }[];
  attachments_exactly?: number;
  attachments_at_most?: number;
  atts_at_least?: number;
  atts_any?: boolean;
  leftOut?: string[];
  acknowledged?: boolean;
  mailsSent?: number;
  mailedTo?: string[];
  mailsTo?: string[];
  mail_has?: string[];
  template?: string;
  to?: string;
  status?: string;
  flags?: string[];
  alsoRefers?: string;
  replyTo?: string;
  date?: 'received';
  sentAt?: string;
  recipient?: string;
  permanent?: boolean;
  status_code?: string;
  choices?: Expected[];
  smtp?: { at: string; code: number };
  tickets_at_most?: number;
  acknowledgements_at_most?: number;
  within_seconds?: number;
}

/** A text for comparing: line ends, blanks and empty lines at the ends do not count. */
export function comparable(text: string, keepsLines = false): string {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
  return keepsLines ? plain : plain.replace(/\s+/g, ' ').trim();
}
