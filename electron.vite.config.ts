/** How the four bundles of the desktop program are made: main, preload, desk service with its loader, and the page. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Electron 33 (the closed-network runtime) has Node 20 and cannot require ESM-only packages: everything is bundled as CommonJS,
// except the two that must stay outside: Electron itself and the native SQLite module.
const external = ['electron', 'better-sqlite3'];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out/app/main',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external,
        input: { index: 'main/index.ts', service: 'main/service/index.ts', loader: 'main/loader/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/app/preload',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external,
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    // A module worker, as `script-src 'self'` wants it: the other kind would be a blob.
    worker: { format: 'es' },
    build: {
      outDir: 'out/app/renderer',
      emptyOutDir: true,
      target: 'chrome130',
      // A page under `style-src 'self'` and `img-src 'self'` takes no inlined assets.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: 'renderer/index.html' } },
    },
  },
});
