/** Made by `npm run generate` from schemas/AddMailbox.json; changes belong there. */

/**
 * Fetch the mail of a mailbox by IMAP
 */
export interface AddMailbox {
  /**
   * What people call it; the user name by default
   */
  name?: string;
  /**
   * The mail server: a name or an address
   */
  host: string;
  /**
   * Its port; 993, or 143 without tls, by default
   */
  port?: number;
  /**
   * How the connection is encrypted: tls from its first byte, starttls, or none; tls by default
   */
  tls?: 'tls' | 'starttls' | 'none';
  /**
   * Who signs in
   */
  username: string;
  /**
   * The password, or an app password. It is kept encrypted and never shown
   */
  password?: string;
  /**
   * For OAuth 2.0 instead of a password: the id of the application
   */
  clientid?: string;
  /**
   * Its secret, if it has one
   */
  clientsecret?: string;
  /**
   * The token with which access tokens are fetched
   */
  refreshtoken?: string;
  /**
   * Where they are fetched: an https address
   */
  tokenurl?: string;
  /**
   * The folder that mail is fetched from; INBOX by default
   */
  folder?: string;
  /**
   * The address whose mail arrives there; the user name if it is one, by default
   */
  address?: string;
  /**
   * The department of its mail; 0 if the addresses of a mail say it, the default
   */
  deptid?: number;
  /**
   * What happens to a mail that was taken: seen marks it as read, move moves it, delete deletes it; seen by default
   */
  taken?: 'seen' | 'move' | 'delete';
  /**
   * With move: the folder that it is moved to
   */
  moveto?: string;
  /**
   * Whether mail is fetched
   */
  enabled?: boolean;
  /**
   * How often to look where the mail server does not tell of new mail; 60 by default
   */
  pollseconds?: number;
}

/**
 * What AddMailbox is called with
 */
export interface AddMailboxCall {
  /**
   * What people call it; the user name by default
   */
  name?: string;
  /**
   * The mail server: a name or an address
   */
  host: string;
  /**
   * Its port; 993, or 143 without tls, by default
   */
  port?: number | `${number}`;
  /**
   * How the connection is encrypted: tls from its first byte, starttls, or none; tls by default
   */
  tls?: string;
  /**
   * Who signs in
   */
  username: string;
  /**
   * The password, or an app password. It is kept encrypted and never shown
   */
  password?: string;
  /**
   * For OAuth 2.0 instead of a password: the id of the application
   */
  clientid?: string;
  /**
   * Its secret, if it has one
   */
  clientsecret?: string;
  /**
   * The token with which access tokens are fetched
   */
  refreshtoken?: string;
  /**
   * Where they are fetched: an https address
   */
  tokenurl?: string;
  /**
   * The folder that mail is fetched from; INBOX by default
   */
  folder?: string;
  /**
   * The address whose mail arrives there; the user name if it is one, by default
   */
  address?: string;
  /**
   * The department of its mail; 0 if the addresses of a mail say it, the default
   */
  deptid?: number | `${number}`;
  /**
   * What happens to a mail that was taken: seen marks it as read, move moves it, delete deletes it; seen by default
   */
  taken?: string;
  /**
   * With move: the folder that it is moved to
   */
  moveto?: string;
  /**
   * Whether mail is fetched
   */
  enabled?: boolean;
  /**
   * How often to look where the mail server does not tell of new mail; 60 by default
   */
  pollseconds?: number | `${number}`;
}

/**
 * What AddMailbox answers
 */
export interface AddMailboxAnswer {
  mailboxid: number;
}
