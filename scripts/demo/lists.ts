/** Demo country lists: who need not send AED, and whom officers look at first. Made up; only the number of waivers is real. */

export interface DemoList {
  readonly listId: 'waiver' | 'interest';
  readonly asOf: string;
  readonly countries: readonly string[];
}

/** 128 countries, as many as held a waiver in 2022 (OIG-23-56). Which ones is not public. */
const WAIVED = [
  'AD AF AG AL AM AO AZ BA BB BD BF BH BI BJ BN BO BS BT BW BZ CD CF CG CI CK CM CU CV DJ DM DO DZ',
  'EC ER ET FJ FM GA GD GE GH GM GN GQ GT GW GY HN HT IQ IR JM JO KE KG KH KI KM KN KP LA LB LC LK',
  'LR LS LY MA MD ME MG MH MK ML MM MN MR MU MV MW MZ NA NE NG NI NP NR NU PA PG PK PS PW PY RS RW',
  'SB SC SD SL SN SO SR SS ST SV SY SZ TD TG TJ TL TM TN TO TT TV TZ UG UY UZ VC VE VU WS YE ZM ZW',
].join(' ').split(' ');

/** With GB, which three IMFs were asked to add in January 2023 (OIG-23-56). */
const OF_INTEREST = ['CN', 'GB', 'HK', 'IN', 'NP', 'UA'];

export function demoLists(): readonly DemoList[] {
  return [
    { listId: 'waiver', asOf: '2022-03-01', countries: WAIVED },
    { listId: 'interest', asOf: '2023-01-15', countries: OF_INTEREST },
  ];
}
