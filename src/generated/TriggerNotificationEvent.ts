/** Made by `npm run generate` from schemas/TriggerNotificationEvent.json; changes belong there. */

/**
 * Let everybody who listens know of something
 */
export interface TriggerNotificationEvent {
  /**
   * A word that rules go by
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
   * Where to read on
   */
  url?: string;
  /**
   * How it stands, in a word
   */
  status?: string;
  /**
   * How that word looks: success, danger or info
   */
  statusStyle?: string;
  /**
   * Facts, each with label and value, and url, style and icon where wanted: nested form keys, JSON, or base64 of a PHP-serialized or JSON list
   */
  attributes?: Record<string, {label: string; value: string; url?: string; style?: string; icon?: string}>;
}

/**
 * What TriggerNotificationEvent is called with
 */
export interface TriggerNotificationEventCall {
  /**
   * A word that rules go by
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
   * Where to read on
   */
  url?: string;
  /**
   * How it stands, in a word
   */
  status?: string;
  /**
   * How that word looks: success, danger or info
   */
  statusStyle?: string;
  /**
   * Facts, each with label and value, and url, style and icon where wanted: nested form keys, JSON, or base64 of a PHP-serialized or JSON list
   */
  attributes?: Record<string, unknown> | string;
}

/**
 * What TriggerNotificationEvent answers
 */
export interface TriggerNotificationEventAnswer {}
