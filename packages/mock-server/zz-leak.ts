import { openAsBlob } from 'node:fs';
import { createMock } from './src/doors/create-mock.ts';
import { setupMockNetwork } from './src/doors/node-network.ts';
const mock = createMock(); setupMockNetwork(mock).enable();
const file = await openAsBlob('/tmp/sample.jpg');
const url = 'https://media.briakit.test/__mock/uploads';
try { const r = await fetch(url, { method: 'POST', body: file }); console.log(r.status, await r.text()); } catch (e) { console.log('ERR', e, (e as Error).cause); }
console.log(mock.control.journal.count());
try { const r = await fetch(url, { method: 'POST', duplex: 'half', body: new ReadableStream({ async pull(c) { for (let i=0;i<4;i++) { c.enqueue(new Uint8Array(1000)); await new Promise(r => setTimeout(r, 20)); } c.close(); } }) } as RequestInit); console.log(r.status, await r.text()); } catch (e) { console.log('ERR', e, (e as Error).cause); }
console.log(mock.control.journal.count());
