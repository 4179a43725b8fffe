import { expect, it } from 'vitest';
import * as index from './index.ts';

it('exports what it promises, and nothing more', () => {
  expect(Object.keys(index).toSorted()).toMatchInlineSnapshot(`
    [
      "BriaClientProvider",
      "describeJob",
      "getProgressProps",
      "getStatusProps",
      "jobKey",
      "resetSuspenseBriaJob",
      "useBriaBatch",
      "useBriaBudget",
      "useBriaClient",
      "useBriaJob",
      "useBriaJobView",
      "useBriaJobs",
      "useBriaUpload",
      "useSuspenseBriaJob",
    ]
  `);
});
