import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/bria.ts',
    'src/pixazo.ts',
    'src/operations.ts',
    'src/schemas.ts',
    'src/node.ts',
    'src/testing.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'es2024',
  tsconfig: 'tsconfig.build.json',
  dts: true,
});
