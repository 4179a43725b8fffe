/** Gives a lease back. To be called once. */
export type Release = () => void;

/**
 * The right to follow the job of that key, which one holder has at a time; undefined while another has it. It
 * spares requests and nothing else: a job that is followed twice is polled twice, and never bought twice.
 */
export type Lease = (key: string) => Promise<Release | undefined>;

/** Leases among all who share this value: clients in one page or process. They end with it. */
export function leaseInProcess(): Lease {
  const held = new Set<string>();
  return async (key) => {
    if (held.has(key)) return undefined;
    held.add(key);
    return () => void held.delete(key);
  };
}

/** Where the platform has no locks. */
const leaseInPage = leaseInProcess();

/**
 * Leases among all pages and workers of an origin, by the platform's Web Locks. A lock ends with its page,
 * however that ends, so nothing has to expire. Where there are no Web Locks (browsers before 2022, pages
 * without https), they hold within the page only, and two tabs may poll one job.
 *
 * @param scope - a name for the journal; the keys of two scopes do not meet. Not to begin with `-`.
 * @param locks - default: `navigator.locks`, looked up at each lease.
 */
export const leaseWithWebLocks =
  (scope: string, locks?: Pick<LockManager, 'request'>): Lease =>
  (key) => {
    const manager = locks ?? globalThis.navigator?.locks;
    const name = scope + key;
    if (!manager) return leaseInPage(name);
    return new Promise((resolve, reject) => {
      const isOver = manager.request(name, { ifAvailable: true }, (lock) => {
        if (lock) return new Promise<void>(resolve);
        resolve(undefined);
        return undefined;
      });
      isOver.catch(reject);
    });
  };
