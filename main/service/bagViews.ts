/** A bag as the screen shows it: its tag read out, its counts, and the items that came out of it. */
import type { Bag } from '../../domain/bag/bag.ts';
import { impcsOf, officeOf } from '../../domain/identifier/facilities.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import { countryName } from '../../domain/identifier/iso3166.ts';
import { dispatchYear, mailClassOfSubclass } from '../../domain/identifier/s8.ts';
import type { BagItemView, BagView, OfficeView, TagView } from '../../preload/contract/bagViews.ts';

/** facilityId: of the desk. */
export function bagView(bag: Bag, facilityId: string): BagView {
  const { bagId, receptacleId, openedAt, closedAt, closedBy, itemCount, examCount, heldCount, byBand, byOutcome, stated, isStatedRight } = bag;
  return {
    bagId, receptacleId, display: formatItemId(receptacleId), tag: tagView(bag, facilityId), openedAt, closedAt, closedBy,
    itemCount, examCount, heldCount, byBand, byOutcome, stated, isStatedRight,
  };
}

export function bagItemViews({ items }: Bag): readonly BagItemView[] {
  return items.map(({ itemKey, band, outcome }) => ({ itemKey, display: formatItemId(itemKey), band, outcome }));
}

function tagView({ receptacle, openedAt }: Bag, facilityId: string): TagView | null {
  if (receptacle === null) return null;
  const { dispatch, serial, weightGrams, isLast, hasRegistered } = receptacle;
  return {
    origin: officeView(dispatch.origin, facilityId),
    destination: officeView(dispatch.destination, facilityId),
    dispatch: {
      serial: dispatch.serial,
      year: dispatchYear(dispatch.yearDigit, Number(openedAt.slice(0, 4))),
      category: dispatch.category,
      mailClass: mailClassOfSubclass(dispatch.subclass),
    },
    serial, weightGrams, isLast, hasRegistered,
  };
}

/** Offices of other posts are on no list of this desk: their country is named. An IMF without an office of its own gets mail of all. */
function officeView(impc: string, facilityId: string): OfficeView {
  const office = officeOf(impc);
  const isSayable = office !== null && impcsOf(facilityId).length > 0;
  return { impc, name: office?.name ?? countryName(impc.slice(0, 2)), isThisImf: isSayable ? office.facility === facilityId : null };
}
