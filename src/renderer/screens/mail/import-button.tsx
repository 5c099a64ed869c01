import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';

import { MAX_IMPORT_BYTES } from '../../../shared/contract/mail.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted, isolated } from '../../app/counted.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { describeSize } from '../../../shared/describe-size.ts';
import styles from './mail.module.css';
import { readBase64 } from '../../app/acts/save-file.ts';

/** Takes mails from files of this computer into the captured ones. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const { show } = useToasts();
  const { tell, refuse } = useActs();
  const importing = useCommand('captured.import');
  const deleting = useCommand('captured.delete');
  const blocked = useWriteBlock();

  const take = async (files: readonly File[]) => {
    setPending(true);
    const ids: number[] = [];
    let [alreadyThere, hidden] = [0, 0];
    const noMails: File[] = [];
    try {
      for (const file of files) {
        if (file.size > MAX_IMPORT_BYTES) {
          show(tooLarge(file));
          continue;
        }
        const content = await readBase64(file);
        const taken = await importing.run({ content }).catch((error: unknown) => {
          if (callError(error).failure.code !== 'invalid-input') throw error;
          noMails.push(file);
        });
        ids.push(...(taken?.ids ?? []));
        alreadyThere += taken?.alreadyThere ?? 0;
        hidden += taken?.hidden ?? 0;
      }
    } catch (error) {
      refuse(error);
    } finally {
      setPending(false);
    }
    const rest = [
      ...(hidden === 0 ? [] : [`${counted(hidden, 'mail')} to staff can’t be seen by you.`]),
      ...(alreadyThere === 0 ? [] : [thereAlready(alreadyThere)]),
    ].join(' ');
    if (ids.length > 0) {
      tell({
        title: `${counted(ids.length, 'mail')} imported.`,
        description: rest === '' ? undefined : rest,
        undo: () => deleting.run({ ids }),
      });
    } else if (rest !== '') show({ tone: 'warn', title: rest });
    if (noMails.length > 0) show(notTaken(noMails));
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
        accept=".eml,.emlx,.mbox,message/rfc822,application/mbox"
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

function thereAlready(count: number): string {
  return `${counted(count, 'mail')} ${count === 1 ? 'is here already and was' : 'are here already and were'} left out.`;
}

function notTaken(files: readonly File[]) {
  const names = files.map(({ name }) => isolated(name)).join(', ');
  return {
    tone: 'danger',
    title:
      files.length === 1
        ? `${names} is no mail.`
        : `${files.length.toLocaleString('en-GB')} files are no mails: ${names}.`,
    description:
      'Nothing of that was imported. Choose files that hold mails as they were sent, usually named .eml, .emlx or .mbox.',
  } as const;
}

function tooLarge({ name, size }: File) {
  return {
    tone: 'danger',
    title: `${isolated(name)} was not imported: it has ${describeSize(size)}.`,
    description: `A file may have ${describeSize(MAX_IMPORT_BYTES)}. Send larger mails to the capture server.`,
  } as const;
}
