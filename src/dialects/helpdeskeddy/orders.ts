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
