import { useState } from 'react';

import { EXPORT_COLUMNS, type ExportColumn } from '../../../shared/contract/transfer.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted, isolated } from '../../app/counted.ts';
import type { PeopleList } from '../../app/people/people-filters.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { saveFile } from '../../app/acts/save-file.ts';
import { useCall } from '../../query/use-call.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { useCommand } from '../../query/use-command.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { columnsInSight } from './columns-in-sight.ts';
import { DEFAULT_FILE_FORM, FileFormFields } from './file-form-fields.tsx';
import styles from './transfer.module.css';

interface ExportDialogProps {
  readonly list: PeopleList;
  /** The list's columns as somebody chose them, which say what of the people is asked for first. */
  readonly arranged: readonly string[] | null;
  readonly query: string;
  readonly target: ListTarget | null;
  readonly onClose: () => void;
}

const COLUMN_WORDS: Readonly<Record<ExportColumn, string>> = {
  id: 'Number',
  username: 'User name',
  email: 'E-mail address',
  first_name: 'First name',
  last_name: 'Last name',
  state: 'State',
  is_active: 'Active',
  is_staff: 'Staff',
  is_superuser: 'Superuser',
  date_joined: 'Joined',
  last_login: 'Last sign-in',
  groups: 'Groups',
  link_ends: 'Link ends',
  activation_mail: 'Activation mail',
  join_reason: 'Why they join',
};

/** What of whom goes into which kind of file. Passwords never do. */
export function ExportDialog({ list, arranged, query, target, onClose }: ExportDialogProps) {
  const [columns, setColumns] = useState(() => columnsInSight(list, arranged));
  const [form, setForm] = useState(DEFAULT_FILE_FORM);
  const [freezing, setFreezing] = useState(false);
  const exporting = useCommand('accounts.export');
  const ask = useCall();
  const { show } = useToasts();
  const { refuse } = useActs();
  const submit = async () => {
    setFreezing(true);
    try {
      const frozen = target ? null : await ask(`${list}.freeze`, { query });
      const whom = target?.whom ?? { selection: frozen?.selection ?? '' };
      const chosen = EXPORT_COLUMNS.filter((column) => columns.has(column));
      const { path, filename, count } = await exporting.run({
        ...form,
        ...whom,
        columns: chosen,
      });
      saveFile(path, filename);
      onClose();
      show({
        tone: 'ok',
        title: `${counted(count, 'person', 'people')} exported.`,
        description: 'Audit says so.',
      });
    } catch (error) {
      refuse(error);
    } finally {
      setFreezing(false);
    }
  };
  const counting = useQueryOf(`${list}.count`, { query }, { enabled: target === null });
  const total = target?.count ?? counting.data?.total;
  const people = total === undefined ? 'everybody' : counted(total, 'person', 'people');
  const search = target === null ? query : target.search;
  const found = target === null ? 'all who match' : 'selected among those who match';
  const among = search ? `, ${found} ${isolated(search)}` : '';
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Export people"
      description={`A file with ${people}${among}. Passwords are never in it, and Audit keeps that it was made.`}
      onSubmit={() => void submit()}
      footer={
        <FormButtons
          onCancel={onClose}
          pending={freezing}
          disabledReason={columns.size === 0 ? 'Choose at least one column.' : undefined}
        >
          Export
        </FormButtons>
      }
    >
      <fieldset className={styles['columns']}>
        <legend className={styles['legend']}>Columns</legend>
        {EXPORT_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={COLUMN_WORDS[column]}
            checked={columns.has(column)}
            onChange={(isChosen) => {
              const next = new Set(columns);
              if (isChosen) next.add(column);
              else next.delete(column);
              setColumns(next);
            }}
          />
        ))}
      </fieldset>
      <FileFormFields form={form} onChange={setForm} />
    </Dialog>
  );
}
