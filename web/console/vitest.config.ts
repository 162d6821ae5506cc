import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Runes are compiled as for a page that is drawn once: values without effects, which is what tests of logic need.
// Tests may read the sources whose codes the console has words for.
export default defineConfig({ plugins: [svelte()], test: { include: ['src/**/*.test.ts'], environment: 'node' }, server: { fs: { allow: ['../..'] } } });
