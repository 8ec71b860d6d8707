/** Express and one statement: what a small program of a few lines does. */
import express from 'express';
import { runYardstick } from './child';
import { plainTicket } from './plain-ticket';

/** plain-insert.sql with parameters. */
const INSERT = `with
  t as (insert into ticket(tid,c,deptid,clientid,name,email,subject) values($1,$2,$3,$4,$5,$6,$7) returning id),
  m as (insert into message(ticket_id,author_kind,body) select id,'client',$8 from t),
  o as (insert into outbox(kind,ticket_id,payload) select 'ticket.opened',id,'{"v":1}'::jsonb from t)
  select id from t`;

runYardstick((pool, ready) => {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false }));
  app.post('/', async (request, response) => {
    const { tid, c, deptid, clientid, name, email, subject, message } = plainTicket(request.body);
    const values = [tid, c, deptid, clientid, name, email, subject, message];
    const { rows } = await pool.query({ name: 'open', text: INSERT, values });
    response.json({ result: 'success', id: rows[0].id, tid, c });
  });
  return app.listen(0, '127.0.0.1', ready);
});
