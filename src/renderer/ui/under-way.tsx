import { createContext, type ReactNode, use } from 'react';

const UnderWay = createContext<ReactNode>(null);

/** Sets what dialogs show at their foot while their act is under way: they cover the frame. */
export const UnderWayProvider = UnderWay.Provider;

/** At the foot of a dialog whose act is under way: how far it is, and the way to stop it. */
export function ActUnderWay() {
  return use(UnderWay);
}
