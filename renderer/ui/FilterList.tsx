/** A field that narrows a list: the arrows move through the list while the focus stays in the field, so that typing goes on. */
import { Autocomplete, Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import './filterList.css';

export interface FilterRow {
  readonly id: string;
  readonly words: string;
  /** Stands before the words: the digit that chooses the row, or nothing. */
  readonly digit: string;
  /** Stands at the end: what does the same elsewhere. */
  readonly keys: string;
}

interface FilterListProps {
  readonly label: string;
  readonly listLabel: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly rows: readonly FilterRow[];
  readonly front: string | null;
  readonly onMove: (id: string | null) => void;
  readonly onChoose: (id: string) => void;
  readonly testId: string;
}

export function FilterList({ label, listLabel, typed, onType, rows, front, onMove, onChoose, testId }: FilterListProps) {
  return (
    <Autocomplete inputValue={typed} onInputChange={onType}>
      <TextField className="text-field">
        <Label>{label}</Label>
        <Input
          autoFocus maxLength={60} data-testid={`${testId}-field`} data-field={testId} data-takes-typing="true" autoComplete="off" spellCheck={false}
        />
      </TextField>
      <ListBox
        aria-label={listLabel} className="filter-list" selectionMode="single" selectionBehavior="replace" items={rows}
        selectedKeys={front === null ? [] : [front]}
        onSelectionChange={(keys) => onMove(keys === 'all' ? null : ([...keys].map(String)[0] ?? null))}
      >
        {({ id, words, digit, keys }) => (
          <ListBoxItem id={id} textValue={words} className="filter-row" data-testid={`${testId}-row`} onAction={() => onChoose(id)}>
            <kbd data-empty={digit === ''}>{digit}</kbd>
            <span>{words}</span>
            <span className="filter-keys">{keys}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}
