import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  format: 'esm',
  target: 'es2024',
  tsconfig: 'tsconfig.build.json',
  fixedExtension: false,
};
const entries: readonly UserConfig[] = [
  {
    entry: [
      'src/index.ts',
      'src/browser.ts',
      'src/browser-in-node.ts',
      'src/storybook.ts',
      'src/contract.ts',
    ],
    platform: 'neutral',
  },
  { entry: ['src/node.ts', 'src/cli.ts', 'src/vitest.ts'], platform: 'node' },
];

// In here @msw/data loads five times faster than from node_modules, and who installs us does not need it. Zod comes
// with all its languages otherwise, which takes as long as all the rest. Its types stay where they are.
const code: UserConfig = {
  dts: false,
  deps: { alwaysBundle: [/^@msw\/data/, /^@briakit\/core\/schemas/, /^zod/], onlyBundle: false },
};
const types: UserConfig = { dts: { emitDtsOnly: true }, clean: false, deps: { onlyBundle: false } };

export default defineConfig(
  entries.flatMap((entry) => [
    { ...shared, ...entry, ...code },
    { ...shared, ...entry, ...types },
  ]),
);
