import { Download } from 'lucide-react';
import { useState } from 'react';

import { useActs } from '../../app/acts/acts.tsx';
import { saveFile } from '../../app/acts/save-file.ts';
import { useCommand } from '../../query/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { DEFAULT_FILE_FORM, FileFormFields } from '../transfer/file-form-fields.tsx';

/** Saves what is found in the log. */
export function ExportLogButton({ search }: { readonly search: string }) {
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState(DEFAULT_FILE_FORM);
  const exporting = useCommand('operations.export');
  const { refuse } = useActs();
  const submit = async () => {
    try {
      const { path, filename } = await exporting.run({ ...form, search });
      saveFile(path, filename);
      setOpen(false);
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <>
      <Button icon={Download} onClick={() => setOpen(true)}>
        Export…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Export Audit"
        description={
          search === ''
            ? 'Every act in one file.'
            : `The acts that match “${search}” in one file. Audit keeps that it was made.`
        }
        onSubmit={() => void submit()}
        footer={
          <FormButtons onCancel={() => setOpen(false)} pending={exporting.pending}>
            Export
          </FormButtons>
        }
      >
        <FileFormFields form={form} onChange={setForm} />
      </Dialog>
    </>
  );
}
