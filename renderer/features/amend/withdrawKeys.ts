/** The keys that withdraw an exam: the one that takes back on the bench asks, another does it, for nothing brings a withdrawn exam back and a key that is held down repeats itself. */
export const WITHDRAW_KEYS = { ask: 'u', confirm: 'Delete' } as const;
