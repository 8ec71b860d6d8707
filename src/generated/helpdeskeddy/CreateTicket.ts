/** Made by `npm run generate` from schemas/helpdeskeddy/CreateTicket.json; changes belong there. */

/**
 * Open a ticket
 */
export interface HelpdeskeddyCreateTicket {
  /**
   * The id of the parent ticket; 0 for none
   */
  pid?: number;
  /**
   * The subject
   */
  title: string;
  /**
   * The first message, in HTML
   */
  description: string;
  /**
   * When it is due: DD.MM.YYYY HH:MM
   */
  sla_date?: Date | null;
  /**
   * When the postponed ticket comes back: DD.MM.YYYY HH:MM
   */
  freeze_date?: Date | null;
  /**
   * The status, by its id in ListStatuses
   */
  status_id?: string;
  /**
   * The priority, by its id in ListPriorities
   */
  priority_id?: number;
  /**
   * The type, by its id in ListTypes; 0 or empty for none
   */
  type_id?: number | null;
  /**
   * The id of the department
   */
  department_id?: number;
  /**
   * Whether the ticket is locked
   */
  ticket_lock?: boolean;
  /**
   * The id of the staff user who works on it; 0 or empty for nobody
   */
  owner_id?: number | null;
  /**
   * The id of the client that the ticket is for; 0 for none
   */
  user_id?: number;
  /**
   * The client's e-mail address, if user_id is omitted; a client is created for an unknown one
   */
  user_email?: string;
  /**
   * The addresses to send copies to, at most 10
   *
   * @maxItems 1000
   */
  cc?: string[] | null;
  /**
   * The addresses to send blind copies to, at most 10
   *
   * @maxItems 1000
   */
  bcc?: string[] | null;
  /**
   * The ids of the staff users who follow it
   *
   * @maxItems 100
   */
  followers?: number[] | null;
  /**
   * Whether the client wrote the first message, not the calling staff user; true by default
   */
  create_from_user?: boolean;
  /**
   * Custom field values by field id, or a list of {id, field_value}; for a hierarchy, values by level; an empty text for none
   */
  custom_fields?: Record<string, unknown>;
  /**
   * The names of the tags
   *
   * @maxItems 1000
   */
  tags?: string[] | null;
  /**
   * Files, as parts of a multipart form; their field may have any name
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
