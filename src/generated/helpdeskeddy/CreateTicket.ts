/** Made by `npm run generate` from schemas/helpdeskeddy/CreateTicket.json; changes belong there. */

/**
 * Open a ticket
 */
export interface HelpdeskeddyCreateTicket {
  /**
   * The parent ticket; 0 for none
   */
  pid?: number;
  /**
   * What it is about
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
   * A status, as ListStatuses calls it
   */
  status_id?: string;
  /**
   * A priority, as ListPriorities numbers it
   */
  priority_id?: number;
  /**
   * A type, as ListTypes numbers it; 0 or empty for none
   */
  type_id?: number | null;
  /**
   * A department's id
   */
  department_id?: number;
  /**
   * Whether it is locked
   */
  ticket_lock?: boolean;
  /**
   * The staff user who works on it; 0 or empty for nobody
   */
  owner_id?: number | null;
  /**
   * The client whom it is for; 0 for none
   */
  user_id?: number;
  /**
   * Their e-mail address, where no user_id is given; a client is made for an unknown one
   */
  user_email?: string;
  /**
   * Who gets open copies, at most 10
   *
   * @maxItems 1000
   */
  cc?: string[] | null;
  /**
   * Who gets blind copies, at most 10
   *
   * @maxItems 1000
   */
  bcc?: string[] | null;
  /**
   * Ids of the staff users who follow it
   *
   * @maxItems 100
   */
  followers?: number[] | null;
  /**
   * Whether the client wrote the first message, and not the staff user who calls; so it is if absent
   */
  create_from_user?: boolean;
  /**
   * Custom field values by field id; a hierarchy's by level; empty text for none
   */
  custom_fields?: Record<string, unknown>;
  /**
   * Names
   *
   * @maxItems 1000
   */
  tags?: string[] | null;
  /**
   * Parts of a multipart form, whatever their field is called
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
