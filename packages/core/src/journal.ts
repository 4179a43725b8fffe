/**
 * `@briakit/core/journal`: jobs that outlive the page. The journal for Node, in files, is in `./node`.
 *
 * @module @briakit/core/journal
 */
export { withJournal, type Journaling, type JournalOptions, type Labelled } from './client/with-journal.ts';
export type { JournaledJob } from './client/journaled-job.ts';
export type { JournalFault } from './journal/keeper.ts';

/* Tabs */
export { shareWithTabs, type ShareOptions, type TabParts } from './client/share-with-tabs.ts';

/* Where entries are kept */
export { indexedDbJournal, type IndexedDbJournalOptions } from './journal/indexed-db-journal.ts';
export { memoryJournal } from './journal/memory-journal.ts';
export { webStorageJournal, type WebStorageJournalOptions } from './journal/web-storage-journal.ts';

/* Or in a store of your own */
export type { Journal } from './journal/journal.ts';
export type { JournalEntry } from './journal/journal-entry.ts';
export { leaseInProcess, leaseWithWebLocks, type Lease, type Release } from './journal/lease.ts';
