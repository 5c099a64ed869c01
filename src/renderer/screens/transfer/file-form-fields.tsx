import type { FileForm } from '../../../shared/contract/file-form.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './transfer.module.css';

/** A file that a spreadsheet opens and is not harmed by. */
export const DEFAULT_FILE_FORM: FileForm = {
  format: 'csv',
  delimiter: ',',
  byteOrderMark: true,
  formulaSafe: true,
};

interface FileFormFieldsProps {
  readonly form: FileForm;
  readonly onChange: (form: FileForm) => void;
}

/** How the file is written. */
export function FileFormFields({ form, onChange }: FileFormFieldsProps) {
  return (
    <div className={styles['form']}>
      <div className={styles['pair']}>
        <Select
          label="Format"
          items={[
            { value: 'csv', label: 'CSV, for spreadsheets' },
            { value: 'json', label: 'JSON, for programs' },
          ]}
          value={form.format}
          onChange={(format) => onChange({ ...form, format })}
        />
        {form.format === 'csv' && (
          <Select
            label="Separator"
            items={[
              { value: ',', label: 'Comma' },
              { value: ';', label: 'Semicolon' },
              { value: '\t', label: 'Tab' },
            ]}
            value={form.delimiter}
            onChange={(delimiter) => onChange({ ...form, delimiter })}
          />
        )}
      </div>
      {form.format === 'csv' && (
        <>
          <Checkbox
            label="Mark the file as UTF-8"
            description="Excel reads letters with accents by it. Leave it out only for a program."
            checked={form.byteOrderMark}
            onChange={(byteOrderMark) => onChange({ ...form, byteOrderMark })}
          />
          <Checkbox
            label="Make formulas harmless"
            description="An apostrophe stands before cells that begin with = + - @. Leave it out only for a program."
            checked={form.formulaSafe}
            onChange={(formulaSafe) => onChange({ ...form, formulaSafe })}
          />
        </>
      )}
    </div>
  );
}
