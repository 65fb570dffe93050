/** Who may import whom (docs/architecture.md): checked in npm test, so that the layers stay what the drawing says. */

const PURE_LIBRARIES = 'node_modules/(zod|canonicalize|@noble)/';

/** Everything in `from` may import only what matches `allowed`. */
const only = (name, from, allowed, comment, fromNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'a cycle has no top to read from', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', comment: 'dead code', severity: 'error', from: { orphan: true, pathNot: ['^test/', '\\.config\\.ts$', '\\.d\\.ts$', '^scripts/', '^main/(desk|index)\\.ts$', '^preload/contract/window\\.ts$'] }, to: {} },
    { name: 'nothing-imports-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    only('domain-is-pure', '^domain/', ['^domain/', PURE_LIBRARIES], 'no I/O, no clock, no Electron, no Node, no React', '^domain/(aed/(fileReader|csvRows)|decoding/(wasmReader|libraryReader|code128Start))'),
    only('aed-files-are-parsed-by-a-library', '^domain/aed/(fileReader|csvRows)', ['^domain/', PURE_LIBRARIES, 'node_modules/csv-parse/'], 'bytes are passed in; only the parser is foreign'),
    only('symbols-are-read-by-libraries', '^domain/decoding/(wasmReader|libraryReader|code128Start)', ['^domain/', PURE_LIBRARIES, 'node_modules/(zxing-wasm|@zxing/library)/'], 'pixels and the WebAssembly bytes are passed in; only the readers are foreign'),
    { name: 'sharp-in-one-file', comment: 'a native module that belongs in no bundle: the headless program alone opens picture files', severity: 'error', from: { path: '^(main|preload|renderer|domain|hq|scripts)/', pathNot: '^main/headless/photoPixels\\.ts$' }, to: { path: 'node_modules/(sharp|@img)/', dependencyTypesNot: ['type-only'] } },
    only('contract-sees-domain', '^preload/contract/', ['^domain/', '^preload/contract/', 'node_modules/zod/'], 'both ends of a border read the same words'),
    only('preload-sees-contract', '^preload/[^/]+\\.ts$', ['^preload/', '^electron$', 'node_modules/electron/'], 'one small bundle in the sandbox'),
    only('page-sees-no-process', '^renderer/', ['^renderer/', '^domain/', '^preload/contract/', '^assets/', 'node_modules/(react|react-dom|@types/react|@types/react-dom|zustand|react-aria-components|@fontsource|scheduler|vite)/', '\\.css$'], 'the page talks to window.desk and to nothing else', '^renderer/decoding/(messages|wasmBinary|withoutEval)\\.ts$'),
    only('messages-to-the-worker-are-parsed', '^renderer/decoding/(messages|wasmBinary|withoutEval)\\.ts$', ['^domain/', '^renderer/decoding/withoutEval\\.ts$', 'node_modules/zod/', 'zxing-wasm/(dist/)?reader/zxing_reader\\.wasm'], 'the worker has a border of its own, and the bytes of its reader'),
    { name: 'features-by-their-index', comment: 'a feature is seen by its index only', severity: 'error', from: { path: '^renderer/features/([^/]+)/' }, to: { path: '^renderer/features/([^/]+)/', pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.tsx?$'] } },
    { name: 'sqlite-in-one-file', severity: 'error', from: { path: '^main/', pathNot: '^main/store/driver\\.ts$' }, to: { path: 'node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] } },
    { name: 'hq-sqlite-in-one-file', severity: 'error', from: { path: '^hq/', pathNot: '^hq/store/dialects/sqliteFile\\.ts$' }, to: { path: 'node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] } },
    { name: 'hq-postgres-in-one-file', severity: 'error', from: { path: '^hq/', pathNot: '^hq/store/dialects/postgres\\.ts$' }, to: { path: 'node_modules/(pg|pg-pool)/', dependencyTypesNot: ['type-only'] } },
    { name: 'store-and-sync-from-the-service-only', severity: 'error', from: { path: '^main/', pathNot: '^main/(service|store|sync|loader|headless)/' }, to: { path: '^main/(store|sync)/' } },
    { name: 'electron-at-the-edge-only', severity: 'error', from: { path: '^(main|renderer|domain|hq)/', pathNot: '^main/(shell|bridge)/|^main/index\\.ts$' }, to: { path: ['^electron$', 'node_modules/electron/'], dependencyTypesNot: ['type-only'] } },
    { name: 'sync-does-not-reach-the-store', severity: 'error', from: { path: '^main/sync/' }, to: { path: '^main/(store|service|shell|bridge)/' } },
    only('hq-is-its-own-program', '^hq/', ['^hq/', '^domain/', 'node_modules/', '^node:', '^(fs|path|crypto|http|https|os|url|stream|events|util|timers|buffer|process|readline|zlib)(/|$)'], 'HQ never imports a desk'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
