import { AUDIT_OPERATORS, parseAuditQuery } from '../../../shared/audit-query.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { SuggestField } from '../../ui/suggest-field.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';

interface AuditQueryBarProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

const MEANINGS: Readonly<Record<(typeof AUDIT_OPERATORS)[number], string>> = {
  by: 'who did it',
  kind: 'what was done, such as activated',
  on: 'whose account',
  via: 'console, site or system',
  after: 'from a day on, such as 2026-05-03 or today',
  before: 'before a day',
};

const CHIPS = [
  { label: 'At the console', term: 'via:console' },
  { label: 'On the site', term: 'via:site' },
  { label: 'Automatic', term: 'via:system' },
] as const;

const WORD_AT_END = /\S*$/;

/** Words and conditions for the log, in the manner of the search for people. */
export function AuditQueryBar({ text, onText, onLeave }: AuditQueryBarProps) {
  const keymap = useKeymap();
  const terms = text.split(/\s+/).filter(Boolean);
  return (
    <>
      <SuggestField
        keys={keymap.search}
        label="Search Audit"
        placeholder="Person or act, by:eva, on:karin, after:2026-05…"
        value={text}
        onChange={onText}
        suggest={suggest}
        complete={(whole, caret, { term }) => {
          const start = whole.slice(0, caret).replace(WORD_AT_END, term);
          return { text: start + whole.slice(caret), caret: start.length };
        }}
        onLeave={onLeave}
        problems={parseAuditQuery(text).problems}
      />
      <ToggleChips
        label="Where it was done"
        extras={[]}
        chips={CHIPS.map(({ label, term }) => ({
          label,
          pressed: terms.includes(term),
          onPress: () => {
            const rest = terms.filter((each) => !CHIPS.some((chip) => chip.term === each));
            onText([...(terms.includes(term) ? [] : [term]), ...rest].join(' '));
          },
        }))}
      />
    </>
  );
}

function suggest(text: string, caret: number) {
  const [typed = ''] = WORD_AT_END.exec(text.slice(0, caret)) ?? [];
  if (typed === '' || typed.includes(':')) return [];
  return AUDIT_OPERATORS.filter((operator) => operator.startsWith(typed.toLowerCase())).map(
    (operator) => ({ term: `${operator}:`, meaning: MEANINGS[operator] }),
  );
}
