/** What the page may load and run. */
import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../main/shell/contentSecurityPolicy.ts';

const policy = new Map(CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
  const [name = '', ...sources] = directive.split(' ');
  return [name, sources] as const;
}));

it('lets the page reach no network, embed nothing and send nothing', () => {
  for (const name of ['default-src', 'connect-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name), name).toEqual([`'none'`]);
});

it('runs scripts, workers and WebAssembly of its own files only', () => {
  expect(policy.get('script-src')).toEqual([`'self'`, `'wasm-unsafe-eval'`]);
  expect(policy.get('worker-src')).toEqual([`'self'`]);
});

it('names no host, no scheme that reaches one, and no way to run text as a program', () => {
  const sources = new Set([...policy.values()].flat());
  expect([...sources].sort()).toEqual([`'none'`, `'self'`, `'wasm-unsafe-eval'`, 'blob:', 'data:']);
  for (const [name, allowed] of policy) if (name !== 'img-src') expect(allowed.filter((source) => source.endsWith(':')), name).toEqual([]);
});
