/** A plain table with a name, for people and for screen readers. */
import type { ReactNode } from 'react';
import './table.css';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
  readonly testId?: string;
}

export function Table({ caption, columns, children, testId }: TableProps) {
  return (
    <div className="table-frame">
      <table className="table" data-testid={testId}>
        <caption>{caption}</caption>
        <thead>
          <tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
