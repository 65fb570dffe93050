/** Lint rules: typed, strict, and the few bans that keep the layers honest. */
import tseslint from 'typescript-eslint';

const PURE = ['domain/**/*.ts'];

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', '**/*.cjs', '**/*.mjs', 'eslint.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './renderer/tsconfig.json', './test/e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return fail(...)` ends a function early and reads well.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Factories answer objects of closures; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A handler may be async in one implementation and not in another; await says what the caller needs.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-eval': 'error',
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'fetch', 'performance', 'crypto', 'console', 'window', 'document'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time is passed in' },
        { object: 'Math', property: 'random', message: 'randomness is passed in' },
      ],
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'time is passed in' }],
    },
  },
  {
    files: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'unsafeMode', message: 'never' },
        { property: 'loadExtension', message: 'never' },
        { property: 'sendSync', message: 'the window must not wait' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'Property[key.name=/^(webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures)$/]', message: 'never set, also not in development' },
        { selector: 'Literal[value=/no-sandbox/]', message: 'only the launcher says this, and only as root' },
      ],
    },
  },
  { files: ['scripts/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
);
