import { accept, type Schema } from '../schema.ts';

/** The items of a list that `schema` accepts, without the fields of them that are wrong: no item costs another. */
export const eachAccepted = <T>(schema: Schema<T>, items: readonly unknown[]): readonly T[] =>
  items.flatMap((item) => {
    const outcome = accept(schema, item);
    return 'value' in outcome ? [outcome.value] : [];
  });
