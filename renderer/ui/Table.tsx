/** A plain table with a name, for people and for screen readers. */
import type { CSSProperties, ReactNode } from 'react';
import './table.css';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
  readonly testId?: string;
}

export function Table({ caption, columns, children, testId }: TableProps) {
  return (
    <table className="table" data-testid={testId} style={columnNames(columns)}>
      <caption>{caption}</caption>
      <thead>
        <tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** For the style sheet, which puts them before the values where columns have no room side by side. */
function columnNames(columns: readonly string[]): CSSProperties {
  return Object.fromEntries(columns.map((column, index) => [`--column-${String(index + 1)}`, JSON.stringify(column)]));
}
