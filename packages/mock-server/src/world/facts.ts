/** What happens in a world, told when it has happened. Data only. */
import type { Delivery } from './deliveries.ts';
import type { FaultEffect } from './faults.ts';
import type { JobRecord } from './jobs.ts';
import type { JournalEntry } from './journal.ts';
import type { LedgerEntry } from './ledger.ts';

export type Fact =
  | { readonly type: 'job-admitted'; readonly job: JobRecord }
  | { readonly type: 'money-moved'; readonly entry: LedgerEntry }
  | { readonly type: 'delivery-changed'; readonly delivery: Delivery }
  | { readonly type: 'request-answered'; readonly entry: JournalEntry }
  | {
      readonly type: 'fault-struck';
      readonly effect: FaultEffect;
      readonly tenant: string | undefined;
      /** Of the request that it spoils. */
      readonly path: string;
    };

export type Tell = (fact: Fact) => void;
