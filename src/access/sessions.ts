import { hashSecret, sameText } from './secrets';

/** The CSRF tokens of browser sessions. */
export interface Sessions {
  /**
   * The CSRF token of a session. Its pages contain it and no other site knows it, so it proves where a request is from.
   */
  proofOf(session: string): string;
  /** Whether a request comes from a page of the session. */
  isProof(session: string, proof: string): boolean;
}

const proofOf = (session: string): string => hashSecret(`proof of ${session}`);

/** Makes and checks the CSRF tokens. `callers` authenticates sessions, and actions begin and end them. */
export const createSessions = (): Sessions => ({
  proofOf,
  isProof: (session, proof) => sameText(proof, proofOf(session)),
});
