/** What HQ's staff publishes arrives in the feed: AED by version, holds, USPS events, lists, rosters. */
import { scryptSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AED_COLUMNS, AED_FIELDS, type AedFields } from '../../../domain/aed/record.ts';
import { feedRowSchema, type FeedRow } from '../../../domain/sync/messages.ts';
import { closeHold, placeHold } from '../../../hq/admin/holds.ts';
import { loadAed } from '../../../hq/admin/loadAed.ts';
import { loadAedFile } from '../../../hq/admin/loadAedFile.ts';
import { publishList } from '../../../hq/admin/publishList.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { publishUspsLines } from '../../../hq/admin/publishUsps.ts';
import { openHolds } from '../../../hq/store/holds.ts';
import type { AedRow } from '../../../hq/store/waitingAed.ts';
import { enrolledDesk, pageIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  let folder: string;
  /** The cursor of the empty feed. */
  let start: string;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
    start = pageIn(await desk.feed()).cursor;
    folder = mkdtempSync(join(tmpdir(), 'aed-'));
  });
  afterEach(async () => {
    await hq.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** In HQ's order: what the first page starts with stands outside of it. */
  async function feedRows(): Promise<FeedRow[]> {
    return pageIn(await desk.feed(start)).rows.map((row) => feedRowSchema.parse(row));
  }

  const NOTHING_SENT = Object.fromEntries(AED_FIELDS.map((field) => [field, null])) as Record<keyof AedFields, null>;

  function aedRow(itemId: string, contents: string, postedOn = '2026-02-20'): AedRow {
    return { itemId, postedOn, fields: { ...NOTHING_SENT, contents } };
  }

  function aedFile(rows: readonly (readonly [itemId: string, postedOn: string, contents: string])[], name = 'aed.csv'): string {
    const file = join(folder, name);
    const line = (cells: Readonly<Record<string, string>>) => AED_COLUMNS.map((column) => cells[column] ?? '').join(',');
    writeFileSync(file, [AED_COLUMNS.join(','), ...rows.map(([itemId, postedOn, contents]) => line({ itemId, postedOn, contents })), ''].join('\n'));
    return file;
  }

  describe('AED', () => {
    it('that is new goes to every desk as version 1', async () => {
      await loadAed(hq.store, [aedRow('RR473124829CN', 'shirts')], hq.clock);
      expect(await feedRows()).toEqual([{
        kind: 'aed', aed: { itemId: 'RR473124829CN', postedOn: '2026-02-20', version: 1, receivedAt: hq.clock.toISOString(), fields: { ...NOTHING_SENT, contents: 'shirts' } },
      }]);
    });

    it('loaded twice from the same file adds no rows', async () => {
      const file = aedFile([['RR473124829CN', '2026-02-20', 'shirts'], ['EE876543216CA', '', 'toys']]);
      expect(await loadAedFile(hq.store, file, hq.clock)).toMatchObject({ ok: true, value: { rows: 2, added: 2, changed: 0, unchanged: 0 } });
      expect(await loadAedFile(hq.store, file, hq.clock)).toMatchObject({ ok: true, value: { rows: 2, added: 0, changed: 0, unchanged: 2 } });
      expect(await feedRows()).toHaveLength(2);
    });

    it('that changed goes out as version 2', async () => {
      await loadAed(hq.store, [aedRow('RR473124829CN', 'shirts'), aedRow('EE876543216CA', 'toys')]);
      expect(await loadAed(hq.store, [aedRow('RR473124829CN', 'knives'), aedRow('EE876543216CA', 'toys')])).toMatchObject({ changed: 1, unchanged: 1 });
      expect((await feedRows()).at(-1)).toMatchObject({ aed: { itemId: 'RR473124829CN', version: 2, fields: { contents: 'knives' } } });
    });

    it('of one item posted on two days is two postings', async () => {
      expect(await loadAed(hq.store, [aedRow('RR473124829CN', 'shirts', '2024-02-20'), aedRow('RR473124829CN', 'shirts', '2026-02-20')])).toMatchObject({ added: 2 });
    });

    it('that changes within one load goes out in that order', async () => {
      await loadAed(hq.store, [aedRow('RR473124829CN', 'a'), aedRow('RR473124829CN', 'b'), aedRow('RR473124829CN', 'b'), aedRow('RR473124829CN', 'a')]);
      expect((await feedRows()).map((row) => (row.kind === 'aed' ? [row.aed.version, row.aed.fields.contents] : null))).toEqual([[1, 'a'], [2, 'b'], [3, 'a']]);
    });

    it('in a file with a fault at its end changes nothing', async () => {
      const file = aedFile([['RR473124829CN', '2026-02-20', 'shirts']]);
      writeFileSync(file, `"RR000000000CN,never closed`, { flag: 'a' });
      expect(await loadAedFile(hq.store, file, hq.clock)).toMatchObject({ ok: false, fault: { kind: 'file-unreadable' } });
      expect(await feedRows()).toEqual([]);
    });

    it('in a row that is refused is left out, and the line is named', async () => {
      const file = aedFile([['RR473124829CN', '2026-02-20', 'shirts'], ['EE876543216CA', '2026-02-31', 'toys']]);
      expect(await loadAedFile(hq.store, file, hq.clock)).toMatchObject({ ok: true, value: { added: 1, refused: [{ line: 3, column: 'postedOn' }] } });
    });

    it('in a file that is not there, or of another kind, is a fault', async () => {
      expect(await loadAedFile(hq.store, join(folder, 'none.csv'))).toMatchObject({ ok: false, fault: { kind: 'file-unreadable' } });
      expect(await loadAedFile(hq.store, join(folder, 'aed.pdf'))).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    });

    it('from rows that stop with an error changes nothing', async () => {
      async function* broken(): AsyncGenerator<AedRow> {
        yield aedRow('RR473124829CN', 'shirts');
        throw new Error('the line went dead');
      }
      await expect(loadAed(hq.store, broken())).rejects.toThrow('the line went dead');
      expect(await feedRows()).toEqual([]);
    });

    it('may be read while a desk uploads: reading takes no lock', async () => {
      let uploaded = 0;
      async function* slow(): AsyncGenerator<AedRow> {
        yield aedRow('RR473124829CN', 'shirts');
        uploaded = (await desk.upload(desk.seal(1))).status;
      }
      await loadAed(hq.store, slow());
      expect(uploaded).toBe(200);
    });
  });

  describe('a hold', () => {
    const place = () => placeHold(hq.store, { itemId: ' rr 473 124 829 cn ', facilityId: 'JFK', by: 'NTC', reason: 'look inside' }, hq.clock);

    it('that is placed goes to every desk, with the item id as a scanner gives it', async () => {
      const placed = await place();
      expect(await feedRows()).toMatchObject([{ kind: 'hold', event: {
        holdId: placed.ok ? placed.value.holdId : '', itemId: 'RR473124829CN', kind: 'placed', at: hq.clock.toISOString(), facilityId: 'JFK', by: 'NTC', reason: 'look inside',
      } }]);
      expect(await openHolds(hq.store.reads)).toHaveLength(1);
    });

    it.each(['released', 'cancelled'] as const)('that is %s is one more event, and open no longer', async (as) => {
      const placed = await place();
      const holdId = placed.ok ? placed.value.holdId : '';
      expect((await closeHold(hq.store, { holdId, as, by: 'NTC', reason: null })).ok).toBe(true);
      expect((await feedRows()).at(-1)).toMatchObject({ event: { holdId, kind: as, itemId: 'RR473124829CN' } });
      expect(await openHolds(hq.store.reads)).toEqual([]);
      expect(await closeHold(hq.store, { holdId, as, by: 'NTC', reason: null })).toMatchObject({ ok: false, fault: { kind: 'hold-closed' } });
    });

    it('that HQ never placed cannot be released', async () => {
      expect(await closeHold(hq.store, { holdId: 'none', as: 'released', by: 'NTC', reason: null })).toMatchObject({ ok: false, fault: { kind: 'unknown-hold' } });
    });

    it('on no item, or for an unknown facility, is not placed', async () => {
      expect(await placeHold(hq.store, { itemId: ' - ', facilityId: 'JFK', by: 'NTC', reason: null })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
      expect(await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'XXX', by: 'NTC', reason: null })).toMatchObject({ ok: false, fault: { kind: 'unknown-facility' } });
    });
  });

  describe('USPS events', () => {
    const event = { eventId: 'u-1', itemId: 'RR473124829CN', code: 'EMD', at: '2026-03-02T06:00:00Z', office: 'USJFKA' };
    const lines = (...events: object[]) => events.map((one) => JSON.stringify(one)).join('\n');

    it('go to every desk as they came, with the item id as a scanner gives it', async () => {
      const other = await enrolledDesk(hq.url, await hq.code('ORD'));
      const text = `\uFEFF${lines({ ...event, itemId: 'rr 473 124 829 cn' }, { ...event, eventId: 'u-2', code: 'EMF', office: null }).replace('\n', '\r\n\n')}\n`;
      expect(await publishUspsLines(hq.store, text)).toEqual({ ok: true, value: { events: 2, known: 0 } });
      const rows = [{ kind: 'usps', event }, { kind: 'usps', event: { ...event, eventId: 'u-2', code: 'EMF', office: null } }];
      expect(await feedRows()).toEqual(rows);
      expect(pageIn(await other.feed()).rows).toEqual(rows);
    });

    it('are published once, however often they come, in one file or several', async () => {
      expect(await publishUspsLines(hq.store, lines(event, event))).toMatchObject({ value: { events: 2, known: 1 } });
      expect(await publishUspsLines(hq.store, lines(event, { ...event, eventId: 'u-2' }))).toMatchObject({ value: { events: 2, known: 1 } });
      expect((await feedRows()).map((row) => (row.kind === 'usps' ? row.event.eventId : row.kind))).toEqual(['u-1', 'u-2']);
    });

    it('may have the id of a hold event: they are events of two lists', async () => {
      await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: null });
      const [row] = await feedRows();
      const eventId = row?.kind === 'hold' ? row.event.eventId : '';
      expect(await publishUspsLines(hq.store, lines({ ...event, eventId }))).toMatchObject({ value: { known: 0 } });
    });

    it.each<[string, string, string]>([
      ['a code that is none', lines(event, { ...event, code: 'EMZ' }), 'line 2 is no USPS event: code missing or wrong'],
      ['no item and a local time', lines({ ...event, itemId: ' - ', at: '2026-03-02T06:00:00-05:00' }), 'line 1 is no USPS event: itemId, at missing or wrong'],
      ['a line that is cut', `${lines(event)}\n\n{"eventId":`, 'line 3 is no USPS event: it is no JSON object'],
      ['a line that is a list', `${lines(event)}\n[]`, 'line 2 is no USPS event: it is no JSON object'],
    ])('with %s are refused whole, and the line is named', async (_words, text, message) => {
      expect(await publishUspsLines(hq.store, text)).toEqual({ ok: false, fault: { kind: 'invalid', message: `nothing was published; ${message}` } });
      expect(await feedRows()).toEqual([]);
    });
  });

  describe('a country list', () => {
    it('goes out whole, with the next version, sorted and each country once', async () => {
      await publishList(hq.store, { listId: 'waiver', asOf: '2026-01-01', countries: ['TV', 'NR', 'TV'] });
      await publishList(hq.store, { listId: 'waiver', asOf: '2026-02-01', countries: [] });
      await publishList(hq.store, { listId: 'interest', asOf: '2026-02-01', countries: ['TV'] });
      expect(await feedRows()).toEqual([
        { kind: 'list', list: { listId: 'waiver', version: 1, asOf: '2026-01-01', countries: ['NR', 'TV'] } },
        { kind: 'list', list: { listId: 'waiver', version: 2, asOf: '2026-02-01', countries: [] } },
        { kind: 'list', list: { listId: 'interest', version: 1, asOf: '2026-02-01', countries: ['TV'] } },
      ]);
    });

    it('with a country or a date that is none is not published', async () => {
      expect(await publishList(hq.store, { listId: 'waiver', asOf: '2026-01-01', countries: ['Tuvalu'] })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
      expect(await publishList(hq.store, { listId: 'waiver', asOf: 'today', countries: [] })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
      expect(await feedRows()).toEqual([]);
    });
  });

  describe('a roster', () => {
    const ann = { officerId: 'o-1', badge: '1001', name: 'Ann Example', role: 'officer' as const };
    const sam = { officerId: 's-1', badge: '2001', name: 'Sam Example', role: 'supervisor' as const };

    async function lastRoster() {
      const row = (await feedRows()).at(-1);
      if (row?.kind !== 'roster') throw new Error('the last row is a roster');
      return row;
    }

    it('carries a hash by which the desk can check a PIN, and no PIN anywhere in the database', async () => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ ...ann, pin: '73519046' }, { ...sam, pin: '73519046' }] });
      const { version, officers: [first, second] } = await lastRoster();
      const hash = scryptSync('73519046', Buffer.from(first?.pinSalt ?? '', 'base64'), 32, { N: 16_384, r: 8, p: 1 });
      expect([version, first?.pinHash, Buffer.from(first?.pinSalt ?? '', 'base64').length]).toEqual([1, hash.toString('base64'), 16]);
      expect(first?.pinHash).not.toBe(second?.pinHash);
      expect((await hq.home.everything()).includes('73519046')).toBe(false);
    });

    it('keeps the PIN of an officer who has none in the new one', async () => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ ...ann, pin: '123456' }] });
      const before = await lastRoster();
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ ...ann, name: 'Ann Other' }] });
      expect(await lastRoster()).toEqual({ kind: 'roster', version: 2, officers: [{ ...before.officers[0], name: 'Ann Other' }] });
    });

    it('with a new officer without a PIN, or an officer twice, is not published', async () => {
      expect(await publishRoster(hq.store, { facilityId: 'JFK', officers: [ann] })).toMatchObject({ ok: false, fault: { kind: 'pin-missing' } });
      expect(await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ ...ann, pin: '123456' }, { ...ann, pin: '123456' }] })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    });
  });
});
