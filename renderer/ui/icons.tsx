/** The program's icons; each band has its own shape, so that it is known without colour. */
import type { ReactNode } from 'react';
import type { Band } from '../../domain/band/bands.ts';

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

const tick = <path d="m15 25 6 6 13-14" />;

const SHAPES: Readonly<Record<Band, ReactNode>> = {
  HOLD: (
    <>
      <path d="M15 4h18l11 11v18L33 44H15L4 33V15z" fill="currentColor" />
      <path d="M24 13v14M24 34v1" stroke="var(--band-bg)" />
    </>
  ),
  ALTERNATE_SCREENING: (
    <>
      <path d="M24 4 44 24 24 44 4 24z" />
      <path d="M15 24h16m-6-7 7 7-7 7" />
    </>
  ),
  NO_AED_HERE: <path d="M6 6h36v36H6z" strokeDasharray="7 6" />,
  CLEAR: (
    <>
      <circle cx="24" cy="24" r="20" />
      {tick}
    </>
  ),
  SEVERAL_POSTINGS: <path d="M5 20h26v24H5zM11 12h26v24M17 4h26v24" />,
  EXAMINED: (
    <>
      <path d="M5 5h38v38H5z" />
      {tick}
    </>
  ),
  CHECK_THE_LABEL: (
    <>
      <circle cx="20" cy="20" r="14" />
      <path d="m31 31 13 13" strokeWidth="6" />
    </>
  ),
  NOT_AN_ITEM: (
    <>
      <circle cx="24" cy="24" r="20" />
      <path d="M17 19c0-10 14-9 14-1 0 6-7 5-7 11m0 7v1" />
    </>
  ),
};

export function BandIcon({ band }: { readonly band: Band }) {
  return <Icon>{SHAPES[band]}</Icon>;
}

export function WarningIcon() {
  return (
    <Icon>
      <path d="M24 5 45 42H3zM24 18v11M24 35v1" />
    </Icon>
  );
}

export function TickIcon() {
  return <Icon>{tick}</Icon>;
}

/** A pencil: the exam counts as it was corrected. */
export function CorrectedIcon() {
  return (
    <Icon>
      <path d="M8 40l3-11L33 7l8 8-22 22zM28 12l8 8" />
    </Icon>
  );
}

/** A struck-out sheet: the exam counts nowhere. */
export function WithdrawnIcon() {
  return (
    <Icon>
      <path d="M10 4h28v40H10zM4 42 44 6" />
    </Icon>
  );
}
