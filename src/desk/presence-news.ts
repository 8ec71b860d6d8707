/** Says when somebody came to a ticket, began or ended typing, or left, in any process. */
export interface PresenceNews {
  /** Whether we would hear of it right now. If not, ask now and then. */
  isHeard(): boolean;
  /** @returns a function that ends it */
  subscribe(then: () => void): () => void;
}

/** Creates what passes news on. @returns `tell` calls back everybody who subscribed */
export function createNews(): { tell(): void; subscribe: PresenceNews['subscribe'] } {
  const subscribers = new Set<() => void>();
  return {
    subscribe(then) {
      subscribers.add(then);
      return () => subscribers.delete(then);
    },
    tell() {
      for (const then of [...subscribers]) then();
    },
  };
}
