/** The queries on reference.db; a test asserts that each that a scan or a sign-in waits for runs on an index (style rule P29). */

export const AED_OF_ITEM =
  'SELECT item_id, posted_on, version, received_at, fields FROM aed WHERE item_id = ? ORDER BY posted_on DESC, version DESC';

export const HOLD_EVENTS_OF_ITEM =
  'SELECT event_id, hold_id, item_id, kind, at, facility_id, by, reason FROM hold_event WHERE item_id = ?';

export const USPS_EVENTS_OF_ITEM = 'SELECT event_id, item_id, code, at, office FROM usps_event WHERE item_id = ?';

export const EXAM_DIGESTS_OF_ITEM = `
  SELECT exam_id, device_id, facility_id, item_key, posted_on, outcome, band, recorded_at, is_withdrawn FROM exam_digest WHERE item_key = ?`;

/** For the list of all holds, which no scan waits for. */
export const ALL_HOLD_EVENTS = 'SELECT event_id, hold_id, item_id, kind, at, facility_id, by, reason FROM hold_event';

export const ALL_USPS_EVENTS = 'SELECT event_id, item_id, code, at, office FROM usps_event';

export const COUNTRY_LIST = 'SELECT list_id, version, as_of, countries FROM country_list WHERE list_id = ?';

export const DETENTION_POLICY = 'SELECT policy FROM detention_policy WHERE one = 1';

export const COUNTRY_LISTS = 'SELECT list_id, version, as_of, countries FROM country_list ORDER BY list_id';

export const OFFICER_BY_BADGE = 'SELECT officer_id, badge, name, role, pin_salt, pin_hash FROM roster_officer WHERE badge = ?';

export const OFFICERS = 'SELECT officer_id, badge, name, role, pin_salt, pin_hash FROM roster_officer ORDER BY name, officer_id';

export const CURSOR = 'SELECT cursor, as_of FROM sync_cursor WHERE one = 1';

/** AED from its tally; the other tables stay small (domain facts §8.3: hundreds of holds a day, hundreds of officers). */
export const COUNTS = `
  SELECT (SELECT rows FROM tally WHERE name = 'aed') AS aed,
         (SELECT count(*) FROM hold_event) AS holdEvents,
         (SELECT count(*) FROM roster_officer) AS officers,
         (SELECT count(*) FROM parked_row) AS parked`;
