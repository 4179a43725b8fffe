/**
 * One door for several mocks: a worker has one network, and a page one service worker, but every test and every
 * story wants a world of its own. Who is meant is told by the token that a request carries.
 */
import { bria } from '../providers/bria/bria.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import { DEFAULT_MEDIA_ORIGIN } from '../mock/options.ts';
import { realOrigins } from '../mock/router.ts';
import type { Mock } from './create-mock.ts';
import { createHandlers } from './msw-handlers.ts';

/** Several mocks that look like one. */
export interface Switchboard {
  /**
   * For a door. Requests with a token go to the mock that was connected for it, all others to the one that knows
   * the file that they ask for, else to the newest. `state` and `control` are those of the newest too.
   */
  readonly mock: Mock;
  /** From here on the mock answers for this token, even when others are newer. The oldest of a hundred is forgotten. */
  connect(token: string, mock: Mock): void;
}

/** Who has not been heard of for so many tests or stories is over. */
const MOST = 100;

export function createSwitchboard(): Switchboard {
  const owners = new Map<string, Mock>();

  const newest = (): Mock => {
    const mock = [...owners.values()].at(-1);
    if (!mock) throw new Error('No mock is connected yet.');
    return mock;
  };
  const handle = async (request: Request): Promise<Response> => {
    const token =
      bria.tokenOf(request.headers, new URL(request.url).pathname) || pixazo.tokenOf(request.headers);
    const owner = (token && owners.get(token)) || ownerOfJob(owners.values(), request);
    const candidates = owner ? [owner] : [...owners.values()].toReversed();
    // Other links than those of results do not say whose they are. Whoever has the file sends it.
    const asked = request.method === 'GET' && !token ? candidates : candidates.slice(0, 1);
    let answer: Response | undefined;
    for (const mock of asked) {
      const response = await mock.handle(request);
      if (response && response.status !== 404) return response;
      answer ??= response;
    }
    return answer ?? Response.error();
  };
  const origins = [...realOrigins, DEFAULT_MEDIA_ORIGIN];
  return {
    mock: {
      handle,
      origins,
      handlers: createHandlers({ handle, origins }),
      get state() {
        return newest().state;
      },
      get control() {
        return newest().control;
      },
    },
    connect(token, mock) {
      owners.delete(token);
      owners.set(token, mock);
      const [oldest] = owners.keys();
      if (owners.size > MOST && oldest !== undefined) owners.delete(oldest);
    },
  };
}

/** The links of results have the ids of their jobs in them, and mocks of different seeds have different ids. */
function ownerOfJob(mocks: Iterable<Mock>, { url }: Request): Mock | undefined {
  const segments = new URL(url).pathname.split('/');
  for (const mock of mocks) {
    if (segments.some((segment) => mock.state.jobs.get(segment))) return mock;
  }
  return undefined;
}
