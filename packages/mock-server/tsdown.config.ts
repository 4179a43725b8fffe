import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  format: 'esm',
  target: 'es2024',
  tsconfig: 'tsconfig.build.json',
  dts: true,
  fixedExtension: false,
  // In here @msw/data loads five times faster than from node_modules, and who installs us does not need it.
  deps: { alwaysBundle: [/^@msw\/data/], onlyBundle: false },
};

export default defineConfig([
  { ...shared, entry: ['src/index.ts', 'src/browser.ts', 'src/storybook.ts', 'src/contract.ts'], platform: 'neutral' },
  { ...shared, entry: ['src/node.ts', 'src/cli.ts', 'src/vitest.ts'], platform: 'node' },
]);
