import { type AnswerOf, localAPI } from '../src';

/** Never runs: the compiler fails here if the types of calls and answers differ from the schemas. */
export async function typed(): Promise<void> {
  const opened: AnswerOf<'OpenTicket'> = await localAPI('OpenTicket', { deptid: 1, subject: 'S', message: 'M' });
  if (opened.result === 'error') {
    const message: string = opened.message;
    // @ts-expect-error a refusal has no id
    throw new Error(`${message} ${opened.id}`);
  }
  const id: number = opened.id;
  const listed = await localAPI('GetTickets', { limitnum: '5' });
  if (listed.result === 'success') {
    const subjects: string[] = listed.tickets.ticket.map(({ subject }) => subject);
    // @ts-expect-error there is no such field
    subjects.push(listed.tickets.ticket[0]?.title);
  }
  await localAPI('AddTicketReply', { ticketid: id, message: 'M', attachments: [{ name: 'a.txt', data: 'eA==' }] });
  await localAPI('OpenTicket', { deptid: 1, subject: 'S', message: 'M', created: new Date() });
  // @ts-expect-error the message is missing
  await localAPI('OpenTicket', { deptid: 1, subject: 'S' });
  // @ts-expect-error a department is not an object
  await localAPI('OpenTicket', { deptid: {}, subject: 'S', message: 'M' });
  // @ts-expect-error there is no such parameter
  await localAPI('GetTickets', { state: 'Open' });
  // If the name is known only at run time, any parameters are allowed.
  const name: string = 'gettickets';
  await localAPI(name, { anything: true });
}
