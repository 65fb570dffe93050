/** The shape of the catalogue: every id that English has, with any text in place of the English one. A language that lacks an id does not compile. */
import type { en } from './en/catalogue.ts';

export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widened<R>
    : T extends object
      ? { readonly [K in keyof T]: Widened<T[K]> }
      : T;

export type Catalogue = Widened<typeof en>;
