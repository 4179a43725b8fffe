import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createRepository } from './repository.ts';

const createRepositoryOfTags = () =>
  createRepository(z.object({ id: z.string(), tags: z.array(z.string()) }), ({ id }) => id);

it('answers by id at once, and to a question once settled', async () => {
  const repository = createRepositoryOfTags();
  repository.insert({ id: 'a', tags: ['x'] });
  repository.insert({ id: 'b', tags: [] });
  expect(repository.get('a')).toEqual({ id: 'a', tags: ['x'] });
  await repository.settled();
  expect(repository.find(({ tags }) => tags.includes('x'))).toEqual([{ id: 'a', tags: ['x'] }]);
  expect(repository.find().map(({ id }) => id)).toEqual(['a', 'b']);
});

it('waits, to be settled, for a schema that takes its time', async () => {
  const slow = z.object({ id: z.string() }).check(
    z.refine(async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return true;
    }),
  );
  const repository = createRepository(slow, ({ id }) => id);
  repository.insert({ id: 'a' });
  expect(repository.find()).toEqual([]);
  await repository.settled();
  expect(repository.find()).toEqual([{ id: 'a' }]);
});

it('gives out records that nobody can change', async () => {
  const repository = createRepositoryOfTags();
  repository.insert({ id: 'a', tags: [] });
  await repository.settled();
  const [found] = repository.find();
  expect(found).toBe(repository.get('a'));
  expect(Object.isFrozen(found)).toBe(true);
});

it('refuses a second record with the same id', () => {
  const repository = createRepositoryOfTags();
  repository.insert({ id: 'a', tags: [] });
  expect(() => repository.insert({ id: 'a', tags: [] })).toThrow('id a already');
});
