/** The queries that a scan, a sign-in and the status line wait for; a test asserts that each runs on an index (style rule P29). */

export const AED_OF_ITEM =
  'SELECT item_id, posted_on, version, received_at, fields FROM aed WHERE item_id = ? ORDER BY posted_on DESC, version DESC';

export const HOLD_EVENTS_OF_ITEM =
  'SELECT event_id, hold_id, item_id, kind, at, facility_id, by, reason FROM hold_event WHERE item_id = ?';

export const COUNTRY_LIST = 'SELECT list_id, version, as_of, countries FROM country_list WHERE list_id = ?';

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
