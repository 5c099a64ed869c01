import type { OutputOf } from '../../../shared/contract/index.ts';
import type { ImportField, ImportPlan } from '../../../shared/contract/transfer.ts';
import { IMPORT_FIELDS } from '../../../shared/contract/transfer.ts';
import { lookLikeAddresses } from '../../../shared/look-like-addresses.ts';
import { useNoActivation, useOfProject } from '../../app/use-of-project.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import styles from './transfer.module.css';

export const FIELD_WORDS: Readonly<Record<ImportField, string>> = {
  username: 'User name',
  email: 'E-mail address',
  password: 'Stored password (hash)',
  first_name: 'First name',
  last_name: 'Last name',
  full_name: 'Whole name',
  is_active: 'Active',
  is_staff: 'Staff',
  is_superuser: 'Superuser',
  date_joined: 'Joined',
  last_login: 'Last sign-in',
  groups: 'Groups',
};

/** An empty value would be shown as nothing chosen. */
const LEFT_OUT = 'left-out';
const UNTOLD = 'untold';

interface ImportColumnsStepProps {
  readonly file: OutputOf<'imports.inspect'>;
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
  /** While they are being tried. */
  readonly disabled: boolean;
}

/** What each column is, and what becomes of the people. */
export function ImportColumnsStep({ file, plan, onChange, disabled }: ImportColumnsStepProps) {
  const assign = (column: number, field: ImportField | null) =>
    onChange({
      ...plan,
      // A field is one column's only.
      mapping: plan.mapping.map((each, index) => {
        if (index === column) return field;
        return field !== null && each === field ? null : each;
      }),
    });
  const ofProject = useOfProject();
  const noActivation = useNoActivation();
  const has = (field: ImportField) => plan.mapping.includes(field);
  return (
    <>
      <div className={styles['scroll']} role="region" aria-label="Columns of the file" tabIndex={0}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">First values</th>
              <th scope="col">Is taken for</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ name, samples }, column) => (
              <tr key={column}>
                <th scope="row">
                  <ForeignText>{name || `Column ${column + 1}`}</ForeignText>
                </th>
                <td className={styles['samples']}>
                  <ForeignText>{samples.join(' · ')}</ForeignText>
                </td>
                <td>
                  <Select
                    label={`${showTurns(name)} is taken for`}
                    labelHidden
                    disabled={disabled}
                    items={[
                      { value: LEFT_OUT, label: 'Leave out' },
                      ...IMPORT_FIELDS.map((field) => ({
                        value: field,
                        label: FIELD_WORDS[field],
                      })),
                    ]}
                    value={plan.mapping[column] ?? LEFT_OUT}
                    onChange={(field) => assign(column, field === LEFT_OUT ? null : field)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!has('email') && !disabled && (
        <NoAddress columns={file.columns} onTake={(column) => assign(column, 'email')} />
      )}
      <div className={styles['options']}>
        <Select
          label="People are"
          disabled={disabled}
          items={[
            {
              value: 'file',
              label: has('is_active') ? 'as the file says, else active' : 'active',
            },
            ...(has('is_active') ? [{ value: 'active' as const, label: 'all active' }] : []),
            ...(noActivation === undefined
              ? [
                  {
                    value: 'pending' as const,
                    label: 'not confirmed, with an activation mail each',
                  },
                ]
              : []),
          ]}
          value={plan.start === 'active' && !has('is_active') ? 'file' : plan.start}
          onChange={(start) => onChange({ ...plan, start })}
        />
        {(has('date_joined') || has('last_login')) && (
          <Select
            label="In dates such as 02/01/2024"
            disabled={disabled}
            items={[
              { value: UNTOLD, label: 'refuse the row' },
              { value: 'day', label: 'the day comes first' },
              { value: 'month', label: 'the month comes first' },
            ]}
            value={plan.dateOrder ?? UNTOLD}
            onChange={(order) => onChange({ ...plan, dateOrder: order === UNTOLD ? null : order })}
          />
        )}
        {has('password') && (
          <Select
            label="Passwords that are not stored in a form of Django"
            disabled={disabled}
            items={[
              { value: 'refuse', label: 'refuse the row' },
              { value: 'without', label: 'come without a password' },
            ]}
            value={plan.unknownHash}
            onChange={(unknownHash) => onChange({ ...plan, unknownHash })}
          />
        )}
        <Checkbox
          label="Mail active people without a password a link to choose one"
          description="Without it they can sign in only after somebody sends them a link. Passwords in clear are never taken."
          disabled={disabled}
          checked={plan.sendReset}
          onChange={(sendReset) => onChange({ ...plan, sendReset })}
        />
      </div>
      {noActivation !== undefined && (
        <Notice tone="neutral" title="Nobody can begin with an activation mail." announced={false}>
          {noActivation}
        </Notice>
      )}
      {ofProject && has('date_joined') && plan.start === 'pending' && (
        <Notice tone="warn" title="Whoever gets an activation mail joins now." announced={false}>
          The site of this Django project counts a link’s days from the sign-up date alone. For them
          the dates in the file are not taken, and nothing here keeps them.
        </Notice>
      )}
    </>
  );
}

interface NoAddressProps {
  readonly columns: OutputOf<'imports.inspect'>['columns'];
  readonly onTake: (column: number) => void;
}

function NoAddress({ columns, onTake }: NoAddressProps) {
  const likely = columns.findIndex(({ samples }) => lookLikeAddresses(samples));
  const name = columns[likely]?.name || `Column ${likely + 1}`;
  return (
    <Notice
      tone="warn"
      title="No column is taken for the e-mail address."
      announced={false}
      action={likely === -1 ? undefined : { label: 'Take it', onClick: () => onTake(likely) }}
    >
      People would come without one, and could never be mailed.
      {likely !== -1 && (
        <>
          {' '}
          <ForeignText>{name}</ForeignText> looks like it.
        </>
      )}
    </Notice>
  );
}
