/** Who demo mail goes to: made-up people at made-up streets, in real towns so that state and ZIP fit. */

export interface DemoTown {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** Towns near the facility that sees most mail come first and more often. */
export const DEMO_TOWNS: readonly DemoTown[] = [
  { city: 'Yonkers', state: 'NY', zip: '10701' }, { city: 'Albany', state: 'NY', zip: '12207' },
  { city: 'Hartford', state: 'CT', zip: '06103' }, { city: 'Stamford', state: 'CT', zip: '06901' },
  { city: 'Providence', state: 'RI', zip: '02903' }, { city: 'Worcester', state: 'MA', zip: '01608' },
  { city: 'Portland', state: 'ME', zip: '04101' }, { city: 'Scranton', state: 'PA', zip: '18503' },
  { city: 'Trenton', state: 'NJ', zip: '08608' }, { city: 'Camden', state: 'NJ', zip: '08102' },
  { city: 'Dover', state: 'DE', zip: '19901' }, { city: 'Richmond', state: 'VA', zip: '23219' },
  { city: 'Toledo', state: 'OH', zip: '43604' }, { city: 'Peoria', state: 'IL', zip: '61602' },
  { city: 'Tampa', state: 'FL', zip: '33602' }, { city: 'Fresno', state: 'CA', zip: '93721' },
  { city: 'Boise', state: 'ID', zip: '83702' }, { city: 'Tucson', state: 'AZ', zip: '85701' },
];

export const DEMO_RECIPIENTS = {
  firstNames: ['Maria', 'James', 'Aisha', 'Robert', 'Linda', 'Diego', 'Grace', 'Samuel', 'Priya', 'Walter', 'Nora', 'Terrence'],
  lastNames: ['Abernathy', 'Calloway', 'Delacroix', 'Esposito', 'Fairbanks', 'Guthrie', 'Hollis', 'Ibarra', 'Kowalski', 'Langley', 'Moreno', 'Whitfield'],
  streets: ['Maple Avenue', 'Second Street', 'Elm Court', 'Lakeview Drive', 'Prospect Place', 'Willow Lane', 'Quarry Road', 'Juniper Terrace'],
} as const;
