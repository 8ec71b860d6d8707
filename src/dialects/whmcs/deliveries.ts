import type { DeliveryRow } from '../../store/deliveries/list';

/** A delivery as answers show it. */
export const presentDelivery = ({ sequence, ticketId, dueAt, createdAt, finishedAt, ...row }: DeliveryRow) => ({
  ...{ id: row.id, listener: row.listener, event: row.event, sequence: sequence ?? 0, ticketid: ticketId ?? 0 },
  ...{ state: row.state, attempts: row.attempts, due: dueAt, text: row.text, created: createdAt, finished: finishedAt },
});
