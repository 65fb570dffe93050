/** The English words of the main process. */
import type { ShellWords } from './shellWords.ts';

export const en: ShellWords = {
  cannotStart: 'IMF Exam Desk cannot start',
  startup: {
    'no-key-store': [
      'This computer offers no key store that protects the records of this desk.', 'Nothing was opened or changed.',
      'Sign in to the computer with a key store (a desktop session on Linux), or ask your administrator.',
    ],
    'key-store-locked': [
      'The key store of this computer does not open the key of this desk now.', 'The records on this desk are safe and unchanged.',
      'Sign in to the computer again as the user of this desk, or ask your administrator.',
    ],
    'key-unreadable': [
      'The key file of this desk (store-key.json) is damaged.', 'The records are here and unchanged.',
      'Do not delete anything; ask your administrator to restore that file from the backup of this profile.',
    ],
    'key-missing': [
      'The key file of this desk is missing, but its records are here.', 'They are unchanged.',
      'Do not delete anything; ask your administrator to restore store-key.json from the backup of this profile.',
    ],
    'ledger-damaged': [
      'The ledger of this desk cannot be read.', 'It was left exactly as it is.',
      'Do not delete anything; work on another desk and ask your administrator to rescue this profile.',
    ],
    'newer-store': [
      'The records of this desk were written by a newer version of this program.', 'They are unchanged.', 'Install the newest version to go on.',
    ],
    'store-unusable': [
      'The store of this desk could not be opened.', 'Nothing was changed.',
      'Check that the disk is not full and that this user may write to the profile folder, then start again.',
    ],
  },
  scanner: { title: 'Scanner', which: 'Which of these is the scanner of this bench?', none: 'None' },
  dialog: {
    aedFile: 'AED file to take in',
    aedFiles: 'AED files',
    refusedRows: 'Save the report of refused rows',
    refusedEntries: 'Save refused entries',
    jsonLines: 'JSON lines',
    relayFile: 'File of another desk, or receipts, to take in',
    relayFiles: 'Relay files',
    writeEntries: 'Write what waits to a file',
    writeReceipts: 'Write the receipts to a file',
    receiptFiles: 'Receipt files',
    photo: 'Photo of a label or of contents',
    photos: 'Photos',
    saveLabel: 'Save the label',
    saveSheet: (title) => `Save: ${title}`,
  },
};
