import { useState } from 'react';

import type { DatabaseMode, DatabaseReport } from '../../../shared/contract/database.ts';
import { useCommandForm } from '../../query/use-command-form.ts';

/** The way to another database: its path, then what it is, then how it is opened. */
export function useOpening() {
  const inspection = useCommandForm('database.inspect');
  const opening = useCommandForm('database.open');
  const [file, setFile] = useState('');
  const [report, setReport] = useState<DatabaseReport | null>(null);
  const [activationDays, setActivationDays] = useState<number | null>(null);
  /** Gatehouse begins anew with it, which the session tells. */
  const [isOpened, setOpened] = useState(false);
  const name = (path: string) => {
    setFile(path);
    setReport(null);
    inspection.clear();
    opening.clear();
  };
  const inspect = async (path = file) => {
    name(path);
    const found = await inspection.submit({ file: path });
    setReport(found);
    setActivationDays(found?.activationDays ?? null);
  };
  const open = async (mode: DatabaseMode) => {
    if (report === null) return;
    const days = report.activationDays === null ? undefined : (activationDays ?? 0);
    const choice = { file: report.file, mode, activationDays: days };
    setOpened((await opening.submit(choice)) !== null);
  };
  const refused = opening.failure ?? inspection.failure;
  const error = refused?.fields?.['file']?.[0];
  return {
    file,
    report,
    /** Beside the path. */
    error,
    /** What is not about the path. */
    refusal: {
      message: error === undefined ? (refused?.message ?? null) : null,
      advice: refused?.advice ?? null,
    },
    /** Days that a link works in this project, null while the field is empty. */
    activationDays: {
      value: activationDays,
      error: opening.fieldErrors['activationDays'] && 'Enter a number from 1 to 365.',
      change: (days: number | null) => {
        setActivationDays(days);
        opening.clear('activationDays');
      },
    },
    isInspecting: inspection.pending,
    isOpening: opening.pending || isOpened,
    name,
    inspect,
    open,
  };
}

export type DatabaseOpening = ReturnType<typeof useOpening>;
