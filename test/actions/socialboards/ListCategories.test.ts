import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { category, success } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

test('lists all of them, flat, in order', async () => {
  const headers = await asProgram(world, ['socialboards/listcategories']);
  expect((await ask(world, headers, 'GET', '/categories')).json).toEqual(success([]));
  const cars = await category(world, 'Cars');
  const boats = await category(world, 'Boats');
  const vans = await category(world, 'Vans', cars);
  expect((await ask(world, headers, 'GET', '/categories/')).text).toBe(
    JSON.stringify(
      success([
        { id: cars, name: 'Cars', parentId: null },
        { id: boats, name: 'Boats', parentId: null },
        { id: vans, name: 'Vans', parentId: cars },
      ]),
    ),
  );
});

testDoorRefusals(world, 'socialboards/ListCategories', [
  {
    message: 'Invalid Permissions: API action "socialboards/listcategories" is not allowed',
    status: 403,
    request: async () => ask(world, await forbidden, 'GET', '/categories'),
  },
]);

let forbidden: Promise<Record<string, string>>;
beforeAll(async () => {
  forbidden = asProgram(world, ['socialboards/listtags']);
  await forbidden;
});
