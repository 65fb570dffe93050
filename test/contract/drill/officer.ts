/** An officer in a drill, by the calls that the page makes: the right way through each case, and single steps. */
import { DRILL_CASES, type DrillCaseCode } from '../../../domain/drill/cases.ts';
import type { DrillMethod, DrillView } from '../../../preload/contract/drillViews.ts';
import type { Result } from '../../../preload/contract/result.ts';
import type { AnswerOf, ArgsOf } from '../../../preload/contract/service.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

type Values = Pick<ArgsOf<'exam/record'>, 'outcome' | 'outcomeFields' | 'label'>;

const RELEASED: Values = { outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null };

const VALUES: Readonly<Record<DrillCaseCode, Values>> = {
  clear: RELEASED,
  hold: RELEASED,
  noAed: { ...RELEASED, label: { contents: 'dried herbs', origin: 'DE', mailClass: null } },
  detained: { ...RELEASED, outcome: 'DETAINED', outcomeFields: { reason: 'DECLARATION' } },
  referred: { ...RELEASED, outcome: 'REFERRED', outcomeFields: { agency: 'FDA' } },
  postings: RELEASED,
  undo: RELEASED,
  noBarcode: { ...RELEASED, label: { contents: null, origin: 'FR', mailClass: null } },
};

export interface DrillOfficer {
  view(): DrillView;
  call<M extends DrillMethod>(method: M, args: ArgsOf<M>): Promise<Result<AnswerOf<M>>>;
  scan(raw: string): Promise<ItemView>;
  record(item: ItemView, values: Values): Promise<void>;
  /** The right way through one case. */
  pass(code: DrillCaseCode): Promise<void>;
}

export async function beginDrill({ desk }: NodeDesk): Promise<DrillOfficer> {
  let view = valueOf(await desk.handlers['drill/begin'](undefined));

  const self: DrillOfficer = {
    view: () => view,

    async call<M extends DrillMethod>(method: M, args: ArgsOf<M>) {
      const answer = valueOf(await desk.handlers['drill/call']({ drillId: view.drillId, method, args }));
      view = answer.drill;
      return answer.result as Result<AnswerOf<M>>;
    },

    scan: async (raw) => valueOf(await self.call('item/scan', { raw, source: 'wedge' })),

    async record(item, values) {
      const posting = item.postings.at(-1);
      const shown = posting === undefined ? null : { postedOn: posting.postedOn, version: posting.version };
      valueOf(await self.call('exam/record', { scanId: item.scanId, methods: ['xray'], reasons: [], finding: null, findings: [], posting: shown, ...values }));
    },

    async pass(code) {
      const itemId = DRILL_CASES.find((one) => one.code === code)?.itemId ?? null;
      const open = async (): Promise<ItemView> => (itemId === null ? valueOf(await self.call('item/withoutBarcode', undefined)) : self.scan(itemId));
      const item = await open();
      if (code !== 'undo') return self.record(item, VALUES[code]);
      await self.record(item, { ...RELEASED, outcome: 'RETURNED_TO_SENDER' });
      valueOf(await self.call('exam/undo', { examId: item.scanId }));
      await self.record(await open(), VALUES[code]);
    },
  };
  return self;
}
