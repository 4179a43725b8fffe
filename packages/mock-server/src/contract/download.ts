/** What every picture without a background must be, wherever it comes from. */
import type { ContractApi } from './contract-api.ts';
import { demandStatus } from './reply.ts';
import { demand } from './violation.ts';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where a PNG says what its colours are: 4 and 6 have alpha. */
const COLOUR_TYPE_AT = 25;

/** Fetches a result as anybody may who has its link: without a credential. */
export async function demandCutOut(api: ContractApi, url: string): Promise<void> {
  const reply = await api.ask(url, { anonymous: true });
  demandStatus(reply, 200);
  const type = reply.headers.get('content-type') ?? '';
  demand(
    /^(?:image\/png|application\/octet-stream)/.test(type),
    `${reply.asked} must be a PNG, not ${type || 'of no type'}.`,
  );
  demand(
    PNG_SIGNATURE.every((byte, index) => reply.bytes[index] === byte),
    `${reply.asked} must have the bytes of a PNG; there are ${reply.bytes.length}, and they begin otherwise.`,
  );
  demand(
    [4, 6].includes(reply.bytes[COLOUR_TYPE_AT] ?? 0),
    `${reply.asked} must have an alpha channel: its background was removed.`,
  );
}

export function demandUrl(value: unknown, what: string): asserts value is string {
  demand(
    typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
    `${what} must be a URL, not ${JSON.stringify(value)}.`,
  );
}
