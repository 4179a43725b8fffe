/**
 * Another process on a file journal, for tests of two. Its orders come as lines: it leases the keys it is
 * given, says which it got, and stays until it is ended.
 */
import { createInterface } from 'node:readline';
import { fileJournal } from '../src/journal/file-journal.ts';

const journal = fileJournal(process.argv[2]!);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const got: string[] = [];
  for (const key of JSON.parse(line) as string[]) if (await journal.lease(key)) got.push(key);
  console.log(JSON.stringify(got));
}
