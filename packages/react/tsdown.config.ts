import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2024',
  tsconfig: 'tsconfig.build.json',
  dts: true,
  // Hooks and context belong to the client side of a React Server Components app.
  banner: { js: "'use client';" },
});
