type Direction = 'asc' | 'desc';

/**
 * Reads an `order_by`, whose format the schema has checked: `date_created{asc}`.
 *
 * @param unsaid the direction of an order that names none
 */
export const readOrders = (sent: string[], unsaid: Direction): [name: string, direction: Direction][] =>
  sent.map((text) => {
    const [, name = '', direction = unsaid] = /(\w+)\s*(?:\{\s*(\w+)\s*\})?/.exec(text) ?? [];
    return [name, direction.toLowerCase() === 'asc' ? 'asc' : 'desc'];
  });

/** Reads the order of a ticket's posts or comments: the newest first, unless the call orders them by date. */
export const readDateOrder = (sent: string[] = []): Direction => readOrders(sent, 'asc')[0]?.[1] ?? 'desc';
