/** Makes AED versions for tests: complete, synthetic, and right in every field that is not changed. */
import { aedFieldsSchema, type AedFields, type AedVersion } from '../../../domain/aed/record.ts';

const FIELDS: AedFields = aedFieldsSchema.parse({
  senderName: 'Mary Specimen', senderAddress: '1 Example Road', senderCity: 'Leeds', senderCountry: 'GB',
  recipientName: 'John Q. Public', recipientAddress: '123 Main St', recipientCity: 'Springfield', recipientState: 'IL', recipientZip: '62701',
  contents: 'cotton shirt', pieces: '1', weightGrams: '240', value: '12.99', currency: 'USD', portCode: 'JFK',
});

export function aedOf(fields: Partial<AedFields> = {}, changes: Partial<Omit<AedVersion, 'fields'>> = {}): AedVersion {
  return {
    itemId: 'RB123456785GB', postedOn: '2026-11-18', version: 1, receivedAt: '2026-11-20T08:00:00Z', ...changes, fields: { ...FIELDS, ...fields },
  };
}
