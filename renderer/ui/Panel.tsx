/** A titled part of a screen, and the frame of a screen that is not the bench. */
import type { ReactNode } from 'react';
import './panel.css';

export function Panel({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section className="panel" aria-label={heading}>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

export function Page({ name, heading, children }: { readonly name: string; readonly heading: string; readonly children: ReactNode }) {
  return (
    <main className="page" data-testid={`screen-${name}`} data-scrolls="true" tabIndex={0}>
      <h1>{heading}</h1>
      {children}
    </main>
  );
}
