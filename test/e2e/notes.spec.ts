/** What the window says while a desk waits for approval, when its clock is not HQ's, and when HQ would take most of its AED away. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { FeedPage } from '../../domain/sync/messages.ts';
import { call, deliveryStatus, expect, officer, openOtherDesk, picture, press, signIn, startShift, test } from './desk.ts';

const aedRow = z.looseObject({ kind: z.literal('aed'), aed: z.looseObject({ itemId: z.string(), postedOn: z.string() }) });

interface Line {
  readonly url: string;
  /** What HQ's pages of the feed become on the way; they are not signed. */
  change: (page: FeedPage) => FeedPage;
  readonly stop: () => void;
}

async function startLine(hqUrl: string): Promise<Line> {
  const server = createServer((incoming, outgoing) => {
    const isFeed = incoming.url?.startsWith('/v1/feed') === true;
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of incoming) pieces.push(piece as Buffer);
      const headers = Object.entries(incoming.headers).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && !['host', 'connection', 'accept-encoding'].includes(pair[0]));
      const reply = await fetch(new URL(incoming.url ?? '/', hqUrl), {
        method: incoming.method ?? 'GET', headers: { ...Object.fromEntries(headers), 'accept-encoding': 'identity' }, ...(incoming.method === 'POST' ? { body: Buffer.concat(pieces) } : {}),
      });
      const body = Buffer.from(await reply.arrayBuffer());
      const told = isFeed && reply.status === 200 ? Buffer.from(JSON.stringify(line.change(JSON.parse(body.toString('utf8')) as FeedPage))) : body;
      outgoing.writeHead(reply.status, { ...Object.fromEntries(reply.headers), 'content-length': told.length }).end(told);
    })().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (page) => page,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return line;
}

test('a new desk waits for approval, bears a wrong clock, and asks a supervisor before most AED goes', async ({ bench }) => {
  test.setTimeout(240_000);
  const line = await startLine(bench.demo.hq().url);
  const told: { readonly itemId: string; readonly postedOn: string }[] = [];
  line.change = (one) => {
    told.push(...one.rows.map((row) => aedRow.safeParse(row)).flatMap(({ data }) => data?.aed ?? []));
    return one;
  };
  const farDesk = await openOtherDesk(bench, line.url, []);
  const page = farDesk.page;
  try {
    await test.step('until HQ approves it, the window shows the fingerprint that HQ compares', async () => {
      await expect(page.getByTestId('awaiting-approval')).toBeVisible({ timeout: 30_000 });
      const state = await call(page, 'desk/state');
      const device = state.ok ? state.value.device : null;
      await expect(page.getByTestId('awaiting-approval')).toContainText(device?.keyFingerprint ?? 'no fingerprint');
      expect(await bench.demo.hq().admin('devices')).toContain(device?.keyFingerprint ?? 'no fingerprint');
      await picture(page, 'approval');
      await bench.demo.hq().admin('approve-device', device?.deviceId ?? '');
      await call(page, 'delivery/now');
      await startShift(page);
      await expect(page.getByTestId('awaiting-approval')).toHaveCount(0);
    });

    await test.step('a clock three days behind is said, and stops nothing', async () => {
      line.change = (one) => ({ ...one, hqTime: new Date(Date.parse(one.hqTime) + 3 * 86_400_000 + 90_000).toISOString() });
      await press(page, 'F10');
      await press(page, 'F8');
      await expect(page.getByTestId('clock-note')).toContainText('3 days behind HQ', { timeout: 20_000 });
      expect((await deliveryStatus(page)).waiting).toBe(0);
      await picture(page, 'clock-behind');
      line.change = (one) => one;
      await press(page, 'F8');
      await expect(page.getByTestId('clock-note')).toHaveCount(0, { timeout: 20_000 });
    });

    await test.step('a removal of most AED waits, an officer is told who may answer, and a supervisor answers with one key', async () => {
      const before = (await deliveryStatus(page)).aedRows;
      const gone = told.slice(0, 150);
      line.change = (one) => ({ ...one, rows: [...one.rows, ...gone.map(({ itemId, postedOn }) => ({ kind: 'aedRemoved', itemId, postedOn, reason: 'sent by mistake' }))] });
      await bench.demo.loadAedRow({ itemId: 'LX552000013DE', postedOn: '2026-11-20', fields: { contents: 'toys' } });
      await press(page, 'F8');
      await expect(page.getByTestId('removal-asked')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByTestId('removal-asked')).toContainText('Only a supervisor may agree');
      await picture(page, 'removal-officer');
      await press(page, 'l');
      expect((await deliveryStatus(page)).aedRows).toBe(before);

      await press(page, 'F3');
      await press(page, 'q');
      const { badge, pin } = officer('supervisor');
      await signIn(page, badge, pin);
      await press(page, 'F10');
      await expect(page.getByTestId('removal-allow')).toBeVisible();
      await picture(page, 'removal-supervisor');
      await press(page, 'l');
      await expect(page.getByTestId('removal-asked')).toHaveCount(0, { timeout: 20_000 });
      expect((await deliveryStatus(page)).aedRows).toBeLessThan(before - 100);
    });
  } finally {
    await farDesk.close().catch(() => undefined);
    line.stop();
  }
});
