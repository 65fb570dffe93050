/** Makes one JavaScript file of a worker thread's program, as the build does, for runs under Node. */
import { join } from 'node:path';
import { build } from 'vite';

/**
 * Node strips the types of a .ts file with WebAssembly, and V8's table of WebAssembly wrappers, which all threads of a process share, is
 * not safe while two of them run it (nodejs/node issue 64500): now and then the process dies. A thread that runs JavaScript needs none.
 * Returns the file, which lies in `folder`; that has to be inside the project, where the native SQLite module is found.
 */
export async function bundleThread(name: string, source: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: ['better-sqlite3'], output: { format: 'es', entryFileNames: `${name}.mjs`, chunkFileNames: `${name}-[name]-[hash].mjs` } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, `${name}.mjs`);
}
