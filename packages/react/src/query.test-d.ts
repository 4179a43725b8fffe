import type { BriakitError, Client, Job, JobRef } from '@briakit/core';
import { image } from '@briakit/core/bria';
import type { JournalEntry, Journaling } from '@briakit/core/journal';
import { removeBackground } from '@briakit/core/operations';
import { image as pixazoImage } from '@briakit/core/pixazo';
import { QueryClient, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { expectTypeOf, it } from 'vitest';
import { jobMutationOptions, jobQueryOptions, pendingJobsOptions } from './query.ts';

declare const client: Client<'bria'>;
declare const journaled: Client<'bria'> & Journaling<'bria'>;
declare const ref: JobRef;

it('gives a mutation the input, the result and the error of its endpoint', () => {
  const mutation = useMutation(jobMutationOptions(client, image.removeBackground));
  expectTypeOf(mutation.mutate).parameter(0).toHaveProperty('image');
  expectTypeOf(mutation.error).toEqualTypeOf<BriakitError | null>();
  if (mutation.isSuccess) expectTypeOf(mutation.data.image_url).toBeString();
  // @ts-expect-error a misspelt option is found before it is billed
  mutation.mutate({ image: 'x', preserve_alfa: true });
  // @ts-expect-error another provider's endpoint
  jobMutationOptions(client, pixazoImage.removeBackground);
  jobMutationOptions(client, removeBackground, {
    onJob: (job: Job<{ readonly image_url: string }>) => job.stop(),
  });
  new QueryClient().setMutationDefaults(['cut'], jobMutationOptions(client, image.removeBackground));
  // @ts-expect-error retries are the client's: callbacks of the mutation go beside, not into, the options
  jobMutationOptions(client, image.removeBackground, { retry: 3 });
});

it('gives a query the result of its endpoint, and what is cached has its type', () => {
  const options = jobQueryOptions(client, ref, image.removeBackground);
  const query = useQuery(options);
  expectTypeOf(query.error).toEqualTypeOf<BriakitError | null>();
  if (query.data) expectTypeOf(query.data.image_url).toBeString();
  expectTypeOf(useSuspenseQuery(options).data.image_url).toBeString();
  expectTypeOf(new QueryClient().getQueryData(options.queryKey)?.image_url).toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf(useQuery({ ...options, select: (result) => result.image_url }).data).toEqualTypeOf<
    string | undefined
  >();
  void new QueryClient().prefetchQuery(options);
  expectTypeOf(new QueryClient().fetchQuery(options)).resolves.toHaveProperty('image_url');

  expectTypeOf(useQuery(jobQueryOptions(client, ref)).data).toBeUnknown();
  // @ts-expect-error another provider's endpoint
  jobQueryOptions(client, ref, pixazoImage.removeBackground);
});

it('takes a client with a journal for what is pending, and no other', () => {
  const { data } = useQuery(pendingJobsOptions(journaled));
  expectTypeOf(data).toEqualTypeOf<readonly JournalEntry[] | undefined>();
  // @ts-expect-error there is no journal
  pendingJobsOptions(client);
});
