import type * as z from 'zod/mini';

/** What is wrong with a body, for a person: `image: expected string; sync: expected boolean`. */
export const describeIssues = (issues: readonly z.core.$ZodIssue[]): string =>
  issues
    .map((issue) => {
      const reason = 'expected' in issue ? `expected ${issue.expected}` : issue.message;
      return `${issue.path.join('.') || 'body'}: ${reason}`;
    })
    .join('; ');
