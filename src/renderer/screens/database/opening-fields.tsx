import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { Button } from '../../ui/button.tsx';
import { DatabaseReportView } from './database-report.tsx';
import { PathField } from './path-field.tsx';
import type { DatabaseOpening } from './use-opening.ts';

interface OpeningFieldsProps {
  readonly opening: DatabaseOpening;
  readonly autoFocus?: boolean | undefined;
}

/** The fields of a form that inspects a database when it is sent. */
export function OpeningFields({ opening, autoFocus }: OpeningFieldsProps) {
  const { file, report, error, refusal, isInspecting, name, inspect } = opening;
  return (
    <>
      <PathField
        kind="database"
        label="Database file"
        description="An SQLite file; in most projects db.sqlite3 beside manage.py. It stays where it is, and its site can go on running."
        placeholder="~/site/db.sqlite3"
        value={file}
        error={error}
        autoFocus={autoFocus}
        onChange={name}
        onChosen={(path) => void inspect(path)}
      />
      <FormRefusal form={refusal} />
      {report === null ? (
        <div>
          <Button type="submit" variant="primary" pending={isInspecting}>
            Inspect
          </Button>
        </div>
      ) : (
        <DatabaseReportView key={report.file} report={report} opening={opening} />
      )}
    </>
  );
}
