/**
 * `npm run demo -- path/to/picture.jpg`: one real job, headless. The picture goes through core to a mock
 * embedded in this process, and comes back as a PNG with transparency.
 */
import { BriakitError, createClient, type Client } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { removeBackground } from '@briakit/core/operations';
import { pixazo } from '@briakit/core/pixazo';
import { createMock } from '@briakit/mock-server';
import { setupMockNetwork } from '@briakit/mock-server/node';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { showPhases } from './show-phases.ts';

const HELP = `Removes the background of a picture, against the built-in mock: nothing is billed, nothing leaves this machine.

  npm run demo -- [picture.jpg] [--provider bria|pixazo] [--out file.png]

  picture      JPEG, PNG or WebP. Default: a picture of ours.
  --provider   Whose API to go through. Default: bria.
  --out        Where to write the PNG. Default: beside the picture, as <name>-cut-out.png.`;

/** A sentence for the person at the terminal, who did something that cannot work. */
class DemoError extends Error {}

/** Paths are meant from where the person typed them, not from where npm runs us. */
const here = process.env['INIT_CWD'] ?? process.cwd();
const sample = join(import.meta.dirname, '../public/sample.jpg');

async function main(): Promise<void> {
  const { values, positionals } = parseArguments();
  if (values.help) return console.log(HELP);
  const source = positionals[0] ? resolve(here, positionals[0]) : sample;
  const picture = await openPicture(source);
  const beside = join(
    positionals[0] ? dirname(source) : here,
    `${basename(source, extname(source))}-cut-out.png`,
  );
  const out = values.out ? resolve(here, values.out) : beside;

  await using network = setupMockNetwork(createMock());
  network.enable();
  const client = clientOf(values.provider);

  const job = client.submit(removeBackground, { image: picture });
  await showPhases(
    job,
    `${basename(source)} → ${client.provider}`,
    removeBackground[client.provider].typicalMs,
  );
  const { image_url: link } = await job.result();

  const response = await fetch(link);
  if (!response.ok) throw new DemoError(`The result could not be fetched (HTTP ${response.status}).`);
  await writeFile(out, response.body!).catch(() => {
    throw new DemoError(`${out} cannot be written.`);
  });
  console.log(`Written: ${relative(here, out) || out}`);
}

function parseArguments() {
  try {
    const options = {
      provider: { type: 'string', default: 'bria' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new DemoError(`${(error as Error).message}\n\n${HELP}`);
  }
}

/** The bytes are checked by core, before anything is sent; that there is a file is ours to check. */
async function openPicture(path: string): Promise<Blob> {
  try {
    return new Blob([await readFile(path)]);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DemoError(isMissing ? `There is no file ${path}.` : `${path} cannot be read as a file.`);
  }
}

function clientOf(provider: string): Client<'bria'> | Client<'pixazo'> {
  switch (provider) {
    case 'bria':
      return createClient({ provider: bria({ apiToken: 'demo' }) });
    case 'pixazo':
      return createClient({ provider: pixazo({ subscriptionKey: 'demo', host: upload }) });
    default:
      throw new DemoError(`--provider is bria or pixazo, not ${provider}.`);
  }
}

/** Pixazo takes links only. In your app this is your own storage; here it is the mock's upload door. */
async function upload(picture: Blob, signal: AbortSignal): Promise<URL> {
  const response = await fetch('https://media.briakit.test/__mock/uploads', {
    method: 'POST',
    body: picture,
    signal,
  });
  const { url } = (await response.json()) as { url: string };
  return new URL(url);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof DemoError) && !BriakitError.is(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
