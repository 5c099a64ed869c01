import type { SignalCounts } from '../../../shared/contract/registrations.ts';
import { parsePeopleQuery } from '../../../shared/people-query.ts';
import { SuggestField } from '../../ui/suggest-field.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';
import type { Tone } from '../../ui/tone.ts';
import { AddFilter } from './add-filter.tsx';
import { useKeymap } from '../keys/keymap.tsx';
import { useTypedSearch } from '../list/list-search.tsx';
import type { PeopleList } from './people-filters.ts';
import { extraConditions, isOn, pressed, withoutCondition, type QueryChip } from './query-chips.ts';
import { complete, suggestionsFor } from './query-suggestions.ts';

export interface CountedChip extends QueryChip {
  /** What it takes the place of; of the other chips that say nothing here without it. */
  readonly among?: readonly QueryChip[] | undefined;
  readonly count?: number | undefined;
  readonly tone?: Tone | undefined;
}

interface PeopleQueryBarProps {
  readonly list: PeopleList;
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
  readonly chips: readonly CountedChip[];
  /** How many each signal would leave. */
  readonly signals?: SignalCounts | undefined;
  /** What is being waited for, such as the index. */
  readonly status?: string | undefined;
}

/** Words and conditions as one types them, and the same conditions as chips. */
export function PeopleQueryBar(props: PeopleQueryBarProps) {
  const { list, label, onText, chips, signals } = props;
  const keymap = useKeymap();
  const { text, onFocus, onBlur } = useTypedSearch();
  const query = parsePeopleQuery(text);
  const others = chips.filter(({ among }) => among === undefined);
  return (
    <>
      <SuggestField
        keys={keymap.search}
        label={label}
        placeholder="Name or e-mail, is:pending, domain:web.de…"
        value={text}
        onChange={onText}
        suggest={suggestionsFor}
        complete={complete}
        onLeave={props.onLeave}
        {...{ onFocus, onBlur }}
        status={props.status}
        problems={query.problems.map(({ message }) => message)}
      />
      <AddFilter {...{ list, text, onText, signals }} />
      <ToggleChips
        label="Filters"
        chips={chips.map((chip) => ({
          label: chip.label,
          count: chip.count,
          tone: chip.tone,
          pressed: isOn(query, chip),
          onPress: () => onText(pressed(text, chip, chip.among ?? others)),
        }))}
        extras={extraConditions(query, chips).map((said) => ({
          label: said,
          onRemove: () => onText(withoutCondition(text, said)),
        }))}
      />
    </>
  );
}
