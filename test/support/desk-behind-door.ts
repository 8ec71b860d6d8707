import type { ServerResponse } from 'node:http';
import { answerJson, type StubbedCall, UpstreamStub } from './upstream-stub';
import { useWorld, type World } from './world';

interface DeskBehindDoor {
  desk: World;
  door: UpstreamStub;
  /** Lets the desk take a call. @returns what it answers, which nobody has heard yet */
  take(call: StubbedCall): ReturnType<World['send']>;
  /** What the door does at first: it lets the desk take a call, and passes its answer on. */
  passOn(call: StubbedCall, res: ServerResponse): Promise<void>;
}

/** An old desk that is a real one, behind a door that a test may shut. */
export function useDeskBehindDoor(): DeskBehindDoor {
  const desk = useWorld();
  const door = new UpstreamStub();
  const take: DeskBehindDoor['take'] = ({ body, headers }) =>
    desk.send('/includes/api.php', {
      method: 'POST',
      headers: { 'Content-Type': String(headers['content-type']) },
      body: new Uint8Array(body),
    });
  const passOn: DeskBehindDoor['passOn'] = async (call, res) => {
    const answer = await take(call);
    answerJson(res, answer.json ?? {}, answer.status);
  };
  beforeAll(async () => {
    door.respond = passOn;
    await desk.serve();
    await door.start();
  });
  afterAll(() => door.stop());
  return { desk, door, take, passOn };
}
