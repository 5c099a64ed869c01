import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useState } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import dialog from './dialog.module.css';
import popup from './popup.module.css';
import styles from './palette.module.css';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: Glyph | undefined;
  readonly keys?: string | undefined;
  /** Further words the filter finds. */
  readonly keywords?: string | undefined;
  /** Asks for Enter a second time. */
  readonly danger?: boolean | undefined;
  readonly onSelect: () => void;
}

export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

export interface PaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly groups: readonly PaletteGroup[];
  /** Does what was chosen, in place of the item itself. */
  readonly onChoose: (item: PaletteItem) => void;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  readonly placeholder?: string | undefined;
  /** What to say instead of that nothing matches, while that is not known. */
  readonly status?: string | undefined;
}

export function Palette(props: PaletteProps) {
  const { open, onOpenChange } = props;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop data-covers className={dialog['backdrop']} />
        <Dialog.Viewport className={dialog['viewport']}>
          <Dialog.Popup className={styles['popup']} aria-label="Command palette">
            <PaletteContent {...props} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteContent(props: PaletteProps) {
  const { groups, query, onQueryChange, onOpenChange, status } = props;
  const [armedId, setArmedId] = useState<string>();
  const choose = (item: PaletteItem) => {
    if (item.danger && armedId !== item.id) {
      setArmedId(item.id);
      return;
    }
    onOpenChange(false);
    props.onChoose(item);
  };
  return (
    <Autocomplete.Root
      open
      inline
      autoHighlight="always"
      keepHighlight
      items={groups}
      mode="list"
      filter={matches}
      itemToStringValue={(item: PaletteItem) => item.label}
      value={query}
      onValueChange={(next, { reason }) => {
        if (reason !== 'item-press') onQueryChange(next);
        setArmedId(undefined);
      }}
    >
      <Autocomplete.InputGroup className={styles['search']}>
        <Icon glyph={Search} size={16} />
        <Autocomplete.Input
          // At once: the focus that a dialog gives comes a frame later, after a quick first letter.
          autoFocus
          className={styles['input']}
          aria-label="Search or command"
          placeholder={props.placeholder ?? 'Search people, actions, settings'}
        />
        <KeyHint keys="Escape" />
      </Autocomplete.InputGroup>
      <Autocomplete.Empty className={styles['empty']}>
        {query === '' ? null : (status ?? `Nothing matches “${query}”.`)}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles['list']}>
        {(group: PaletteGroup) => renderGroup(group, armedId, choose)}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function matches(item: PaletteItem, query: string): boolean {
  const text = `${item.label} ${item.detail ?? ''} ${item.keywords ?? ''}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function renderGroup(
  group: PaletteGroup,
  armedId: string | undefined,
  choose: (item: PaletteItem) => void,
) {
  return (
    <Autocomplete.Group key={group.label} items={group.items} className={styles['group']}>
      <Autocomplete.GroupLabel className={popup['heading']}>{group.label}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(item: PaletteItem) => (
          <Autocomplete.Item
            key={item.id}
            value={item}
            className={popup['item']}
            data-danger={item.danger || undefined}
            onClick={() => choose(item)}
          >
            {item.icon !== undefined && <Icon glyph={item.icon} />}
            <span className={styles['label']} dir="auto">
              {item.label}
            </span>
            <span className={styles['detail']} dir="auto">
              {armedId === item.id ? 'Press Enter again' : item.detail}
            </span>
            {item.keys !== undefined && <KeyHint keys={item.keys} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  );
}
