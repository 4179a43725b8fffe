/** The client of the page, outside of components: whatever is replaced or thrown away, it stays. */
import { createClient, pageAware, steadyPacing, withJobs, type Layer } from '@briakit/core';
import { bria, image } from '@briakit/core/bria';
import { indexedDbJournal, shareWithTabs, webStorageJournal, withJournal } from '@briakit/core/journal';

const options = new URLSearchParams(location.search);
const journal = options.has('idb') ? indexedDbJournal() : webStorageJournal();
const provider = bria({ baseUrl: '/api/bria' });
const pacing = pageAware(steadyPacing);
const open = (layers: readonly Layer[]) => createClient({ provider, pacing, layers });

export const client = options.has('tabs')
  ? shareWithTabs(({ layer, journal: share }) => withJobs(withJournal(open([layer]), share(journal))), {
      endpoints: [image.removeBackground],
    })
  : withJobs(withJournal(open([]), journal));
