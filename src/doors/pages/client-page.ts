import type { DoorParts, Reply } from '../door';
import type { Visitor } from './page-door';

/** One page, with its description for OpenAPI. */
export interface ClientPage {
  path: string;
  /** The address of the door, where it has more than this path. */
  address?: string;
  methods: readonly ('GET' | 'HEAD' | 'POST')[];
  /** Whether the page needs a session. The single sign-on page does not. */
  isSignedIn: boolean;
  summary: string;
  /** The parameters: in the query string, or with POST in a form. */
  fields: Readonly<Record<string, { description: string; isRequired: boolean }>>;
  /** The page's own answers and refusals, by status. */
  answers: Readonly<Record<number, string>>;
  /** How large a form may be, if larger than a few words. */
  mostBytes?: number;
  /** Whether it answers forms that were not received whole, so that no words are lost. */
  keepsForms?: boolean;
  answer(parts: DoorParts): (visitor: Visitor) => Promise<Reply>;
}

/** Why a page for signed-in clients answers 403. */
export const NOT_ALLOWED = 'Not signed in, the owner has not given access to the tickets, or the address is banned';
