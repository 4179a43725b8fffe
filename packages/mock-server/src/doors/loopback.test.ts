import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each(['localhost', 'app.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '::ffff:127.0.0.1'])(
  'takes %s for this machine',
  (host) => expect(isLoopback(host)).toBe(true),
);

it.each(['10.0.0.1', '127.0.0.1.example.com', 'localhost.example.com', '0.0.0.0', '', '::ffff:10.0.0.1'])(
  "takes '%s' for another",
  (host) => expect(isLoopback(host)).toBe(false),
);
