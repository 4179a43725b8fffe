import { patience, reporters } from '@briakit/tools-vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { ...patience, reporters } });
