/** Gives components the store of their window, and lets them read a part of it. */
import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './state.ts';

const StoreContext = createContext<AppStore | null>(null);

export function StoreProvider({ store, children }: { readonly store: AppStore; readonly children: ReactNode }) {
  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
}

export function useApp<T>(select: (state: AppState) => T): T {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('a component stands outside of StoreProvider');
  return useStore(store, select);
}
