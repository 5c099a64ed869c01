import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';

import { MAX_IMPORT_BYTES } from '../../../shared/contract/mail.ts';
import { useActs } from '../../app/acts.tsx';
import { counted, isolated } from '../../app/counted.ts';
import { useWriteBlock } from '../../app/use-write-block.ts';
import { useCommand } from '../../query/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { describeSize } from '../../../shared/describe-size.ts';
import styles from './mail.module.css';
import { readBase64 } from '../../app/save-file.ts';

/** Takes mails from files of this computer into the captured ones. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const { show } = useToasts();
  const { refuse } = useActs();
  const importing = useCommand('captured.import');
  const blocked = useWriteBlock();

  const take = async (files: readonly File[]) => {
    setPending(true);
    try {
      let total = 0;
      for (const file of files) {
        if (file.size > MAX_IMPORT_BYTES) show(tooLarge(file));
        else total += (await importing.run({ content: await readBase64(file) })).imported;
      }
      if (total > 0) show({ tone: 'ok', title: `${counted(total, 'mail')} imported.` });
    } catch (error) {
      refuse(error);
    } finally {
      setPending(false);
    }
  };

  return (
    <>
      <Button
        icon={Upload}
        pending={pending}
        disabledReason={blocked}
        onClick={() => input.current?.click()}
      >
        Import
      </Button>
      <input
        ref={input}
        className={styles['hidden']}
        type="file"
        multiple
        accept=".eml,.mbox,message/rfc822,application/mbox"
        aria-label="Mails to import"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void take(files);
        }}
      />
    </>
  );
}

function tooLarge({ name, size }: File) {
  return {
    tone: 'danger',
    title: `${isolated(name)} was not imported: it has ${describeSize(size)}.`,
    description: `A file may have ${describeSize(MAX_IMPORT_BYTES)}. Send larger mails to the capture server.`,
  } as const;
}
