/** What uses an embedded server in this process. */
interface User {
  /** Stops using it. The last user ends the server. */
  leave(): Promise<void>;
}

/** In a file of its own, which is loaded without the rest: most commands load this at once, and some need no database. */
const users = new Set<User>();

/** @returns a function to call when it has left */
export function addUser(user: User): () => void {
  users.add(user);
  return () => users.delete(user);
}

/** Makes every user of this process leave, also those whose server is just being made or started. It never rejects. */
export async function leaveAll(): Promise<void> {
  await Promise.allSettled(Array.from(users, (user) => user.leave()));
}
