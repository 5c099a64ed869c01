import { useEffect, useEffectEvent } from 'react';

import type { Bridge } from '../../shared/bridge.ts';
import { MOST_ITEMS, type WindowMenu } from '../../shared/window-menu.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import { useToasts } from '../ui/toast.tsx';
import {
  inCatalogue,
  type OfferedAction,
  useActionStore,
  useOfferedActions,
} from './keys/actions.tsx';
import { isCovered, useActionRunner } from './keys/use-action-runner.ts';

/** The arrows change what is offered row by row; the bar is worth building when they rest. */
const SETTLE_MS = 150;

interface WindowMenuBarProps {
  /** Opens the palette with this text, for what asks there a second time. */
  readonly onPalette: (text: string) => void;
}

/** Keeps the window's menu bar as the screen is; nothing in a browser, which has none of ours. */
export function WindowMenuBar({ onPalette }: WindowMenuBarProps) {
  const { menu } = useBridge();
  return menu === undefined ? null : <KeptMenuBar {...{ menu, onPalette }} />;
}

interface KeptMenuBarProps extends WindowMenuBarProps {
  readonly menu: NonNullable<Bridge['menu']>;
}

function KeptMenuBar({ menu, onPalette }: KeptMenuBarProps) {
  const store = useActionStore();
  const run = useActionRunner();
  const { show } = useToasts();
  const described = JSON.stringify(describeMenu(useOfferedActions()));
  useEffect(() => {
    const timer = setTimeout(() => menu.show(JSON.parse(described) as WindowMenu), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [menu, described]);
  useEffect(() => () => menu.show([]), [menu]);
  const choose = useEffectEvent((chosen: string) => {
    const action = store.all().find(({ id }) => id === chosen);
    if (action === undefined) return;
    const waits = isCovered() && inCatalogue(action)?.overall !== true;
    if (waits) show({ tone: 'neutral', title: 'Close what is open first.' });
    else if (action.danger && action.disabledReason === undefined) onPalette(`>${action.label}`);
    else run(action);
  });
  useEffect(() => menu.subscribe((id) => choose(id)), [menu]);
  return null;
}

/** In the words of the catalogue, which say of nobody who it is; views have names of their own. */
function describeMenu(actions: readonly OfferedAction[]): WindowMenu {
  const all = new Map(actions.map((action) => [action.id, action]));
  const isView = ({ id }: OfferedAction) => id.startsWith('go.view.');
  // Places before views, so that many views crowd nothing out.
  const ordered = [...all.values()].toSorted((a, b) => Number(isView(a)) - Number(isView(b)));
  return ordered.slice(0, MOST_ITEMS).map((action) => {
    const entry = inCatalogue(action);
    const own = isView(action) ? action.label : entry?.label;
    return {
      id: action.id,
      label: (action.plainLabel ?? own ?? action.id).slice(0, 100),
      menu: entry?.menu ?? 'go',
      group: isView(action) ? action.group : (entry?.group ?? ''),
      keys: action.keys ?? null,
      reason: action.disabledReason?.slice(0, 200) ?? null,
    };
  });
}
