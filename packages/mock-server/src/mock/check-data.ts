/** Whether data from outside, such as a body or a file, is what a schema says; if not, in words for a person. */
import type * as z from 'zod/mini';
import type { $ZodIssue } from 'zod/v4/core';

/**
 * @param what - what the whole of it is called, where the flaw is not in a field.
 * @returns the value as the schema gives it back, or all that is wrong with it, in one line.
 */
export function checkData<Value>(
  schema: z.ZodMiniType<Value>,
  value: unknown,
  what: string,
): { readonly value: Value } | { readonly flaw: string } {
  const { success, data, error } = schema.safeParse(value);
  if (success) return { value: data };
  const flaws = error.issues.map((issue) => {
    const where = issue.path.map(String).join('.') || what;
    return issue.code === 'unrecognized_keys'
      ? `${where} has no field ${issue.keys.join(', ')}`
      : `${where} must be ${expectationOf(issue)}`;
  });
  return { flaw: `${flaws.join('; ')}.` };
}

function expectationOf(issue: $ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return withArticle(issue.expected === 'int' ? 'integer' : issue.expected);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : [...new Set(issue.errors.flatMap(([first]) => (first ? [expectationOf(first)] : [])))].join(' or ');
    default:
      return issue.message;
  }
}

const oneOf = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');
const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' long' : '';
}
