import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';

import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './transfer.module.css';
import { useUpload } from './use-upload.ts';

interface ImportFileStepProps {
  readonly blocked: string | undefined;
  readonly onDone: (id: string) => Promise<void>;
}

/** A file is picked or dropped. */
export function ImportFileStep({ blocked, onDone }: ImportFileStepProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { upload, progress, problem } = useUpload(onDone);
  const take = (file: File | undefined) => {
    if (file !== undefined && blocked === undefined && progress === null) void upload(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={styles['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {problem !== null && (
        <Notice tone="danger" title={problem.title}>
          {problem.why}
        </Notice>
      )}
      <EmptyState
        icon={FileUp}
        title="Drop a file with people here."
        text="CSV or JSON, up to 200 MB: from Django, WordPress, Keycloak or a spreadsheet. Nothing is changed before you have seen what would happen."
        action={
          progress ? (
            <Progress label="Reading the file" value={progress.done} max={progress.total} />
          ) : (
            <Button
              variant="primary"
              disabledReason={blocked}
              onClick={() => input.current?.click()}
            >
              Choose a file
            </Button>
          )
        }
      />
      <input
        ref={input}
        className={styles['hidden']}
        type="file"
        accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv,application/json"
        aria-label="File with people"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
