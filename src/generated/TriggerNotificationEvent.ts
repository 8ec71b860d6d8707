/** Made by `npm run generate` from schemas/TriggerNotificationEvent.json; changes belong there. */

/**
 * Send a notification to everyone who listens
 */
export interface TriggerNotificationEvent {
  /**
   * An identifier that notification rules can match
   */
  notification_identifier: string;
  /**
   * The title
   */
  title: string;
  /**
   * The message
   */
  message: string;
  /**
   * The URL to read more at
   */
  url?: string;
  /**
   * The status, in a word
   */
  status?: string;
  /**
   * The style of the status: success, danger or info
   */
  statusStyle?: string;
  /**
   * Attributes, each with label and value and optionally url, style and icon: nested form keys, JSON, or base64 of a PHP-serialized or JSON list
   */
  attributes?: Record<string, {label: string; value: string; url?: string; style?: string; icon?: string}>;
}

/**
 * What TriggerNotificationEvent is called with
 */
export interface TriggerNotificationEventCall {
  /**
   * An identifier that notification rules can match
   */
  notification_identifier: string;
  /**
   * The title
   */
  title: string;
  /**
   * The message
   */
  message: string;
  /**
   * The URL to read more at
   */
  url?: string;
  /**
   * The status, in a word
   */
  status?: string;
  /**
   * The style of the status: success, danger or info
   */
  statusStyle?: string;
  /**
   * Attributes, each with label and value and optionally url, style and icon: nested form keys, JSON, or base64 of a PHP-serialized or JSON list
   */
  attributes?: Record<string, unknown> | string;
}

/**
 * What TriggerNotificationEvent answers
 */
export interface TriggerNotificationEventAnswer {}
