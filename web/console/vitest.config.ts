import { defineConfig } from 'vitest/config';

// Tests may read the sources whose codes the console has words for.
export default defineConfig({ test: { include: ['src/**/*.test.ts'], environment: 'node' }, server: { fs: { allow: ['../..'] } } });
