/** Who works at the demo facility. Made-up people; their PINs are shown on the demo's sign-in screen and open nothing else. */

export interface DemoOfficer {
  readonly officerId: string;
  readonly badge: string;
  readonly name: string;
  readonly role: 'officer' | 'supervisor';
  /** Six digits. */
  readonly pin: string;
}

export function demoOfficers(): readonly DemoOfficer[] {
  return [
    { officerId: 'demo-ortiz', badge: '4417', name: 'Ortiz, R.', role: 'officer', pin: '246810' },
    { officerId: 'demo-haddad', badge: '4422', name: 'Haddad, L.', role: 'officer', pin: '135791' },
    { officerId: 'demo-nowak', badge: '4436', name: 'Nowak, T.', role: 'officer', pin: '864209' },
    { officerId: 'demo-ferris', badge: '4458', name: 'Ferris, J.', role: 'officer', pin: '975318' },
    { officerId: 'demo-okafor', badge: '2203', name: 'Okafor, D.', role: 'supervisor', pin: '402718' },
  ];
}
