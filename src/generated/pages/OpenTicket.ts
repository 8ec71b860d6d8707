/** Made by `npm run generate` from schemas/pages/OpenTicket.json; changes belong there. */

/**
 * Open a ticket with the form on the page for new tickets
 */
export interface PagesOpenTicket {
  /**
   * The id of the department to open it in
   */
  deptid: number;
  /**
   * The name of a guest
   */
  name?: string;
  /**
   * The e-mail address of a guest
   */
  email?: string;
  /**
   * The subject
   */
  subject?: string;
  /**
   * The first message, in plain text
   */
  message?: string;
  /**
   * The name of the priority; the desk's default if omitted
   */
  priority?: string;
  /**
   * What a client's ticket is about: S and the id of a service, or D and the id of a domain
   */
  related?: string;
  /**
   * The addresses of people who get copies, between commas, spaces or line breaks
   */
  cc?: string;
  /**
   * Custom field values by field id; for a hierarchy, the id of one option
   */
  customfields?: Record<string, unknown>;
  /**
   * Files, as parts of a multipart form
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
