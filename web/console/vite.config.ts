import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// assetsInlineLimit 0: a data: URL would break the strict Content-Security-Policy.
export default defineConfig({
  plugins: [svelte()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022' },
});
