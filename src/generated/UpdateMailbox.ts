/** Made by `npm run generate` from schemas/UpdateMailbox.json; changes belong there. */

/**
 * Change a mailbox
 */
export interface UpdateMailbox {
  /**
   * The id of the mailbox
   */
  mailboxid: number;
  /**
   * What people call it
   */
  name?: string;
  /**
   * The mail server: a name or an address
   */
  host?: string;
  /**
   * Its port
   */
  port?: number;
  /**
   * How the connection is encrypted: tls from its first byte, starttls, or none
   */
  tls?: 'tls' | 'starttls' | 'none';
  /**
   * Who signs in
   */
  username?: string;
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
   * The folder that mail is fetched from
   */
  folder?: string;
  /**
   * The address whose mail arrives there
   */
  address?: string;
  /**
   * The department of its mail; 0 if the addresses of a mail say it
   */
  deptid?: number;
  /**
   * What happens to a mail that was taken: seen marks it as read, move moves it, delete deletes it
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
   * How often to look where the mail server does not tell of new mail
   */
  pollseconds?: number;
}

/**
 * What UpdateMailbox is called with
 */
export interface UpdateMailboxCall {
  /**
   * The id of the mailbox
   */
  mailboxid: number | `${number}`;
  /**
   * What people call it
   */
  name?: string;
  /**
   * The mail server: a name or an address
   */
  host?: string;
  /**
   * Its port
   */
  port?: number | `${number}`;
  /**
   * How the connection is encrypted: tls from its first byte, starttls, or none
   */
  tls?: string;
  /**
   * Who signs in
   */
  username?: string;
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
   * The folder that mail is fetched from
   */
  folder?: string;
  /**
   * The address whose mail arrives there
   */
  address?: string;
  /**
   * The department of its mail; 0 if the addresses of a mail say it
   */
  deptid?: number | `${number}`;
  /**
   * What happens to a mail that was taken: seen marks it as read, move moves it, delete deletes it
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
   * How often to look where the mail server does not tell of new mail
   */
  pollseconds?: number | `${number}`;
}

/**
 * What UpdateMailbox answers
 */
export interface UpdateMailboxAnswer {
  mailboxid: number;
}
