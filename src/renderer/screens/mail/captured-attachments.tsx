import { Download, Eye } from 'lucide-react';
import { useRef, useState } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SourceText } from '../../ui/source-text.tsx';
import { describeSize } from '../../../shared/describe-size.ts';
import styles from './mail.module.css';

type Attachment = CapturedMail['attachments'][number];

interface AttachmentsProps extends Pick<CapturedMail, 'attachments'> {
  /** Where the mail's files are; undefined until that is known. */
  readonly path: string | undefined;
}

/** What came with the mail: to save, and pictures to look at. */
export function Attachments({ attachments, path }: AttachmentsProps) {
  const [shown, setShown] = useState<Attachment>();
  // Not the button that closes it: Escape would take away its tooltip first.
  const picture = useRef<HTMLImageElement>(null);
  if (attachments.length === 0) return null;
  const parts = Map.groupBy(attachments, ({ within }) => within);
  return (
    <section className={styles['files']} aria-label="Attachments">
      <ul className={styles['chips']}>
        {parts.get(null)?.map((attachment) => (
          <li key={attachment.index} className={styles['chip']}>
            <AttachmentFile {...{ attachment, path }} onShow={setShown} />
            {parts.has(attachment.index) && (
              <ul className={styles['chips']} aria-label={`In ${showTurns(attachment.filename)}`}>
                {parts.get(attachment.index)?.map((packed) => (
                  <li key={packed.index}>
                    <AttachmentFile attachment={packed} path={path} onShow={setShown} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {shown !== undefined && path !== undefined && (
        <Dialog
          open
          onOpenChange={() => setShown(undefined)}
          size="large"
          initialFocus={picture}
          title={<FileName>{shown.filename}</FileName>}
        >
          <img
            ref={picture}
            tabIndex={-1}
            className={styles['picture']}
            src={`${path}${shown.index}`}
            alt={`Attachment ${showTurns(shown.filename)}`}
          />
        </Dialog>
      )}
    </section>
  );
}

/** A name by which no file passes for one of another kind. */
function FileName({ children }: { readonly children: string }) {
  return (
    <bdi>
      <SourceText>{children}</SourceText>
    </bdi>
  );
}

interface AttachmentFileProps extends Pick<AttachmentsProps, 'path'> {
  readonly attachment: Attachment;
  readonly onShow: (attachment: Attachment) => void;
}

function AttachmentFile({ attachment, path, onShow }: AttachmentFileProps) {
  const { index, filename, contentType, size, inline, showable } = attachment;
  return (
    <div className={styles['file']} title={contentType}>
      <a
        className={styles['link']}
        href={path === undefined ? undefined : `${path}${index}`}
        download={filename}
      >
        <Icon glyph={Download} size={12} />
        <FileName>{filename}</FileName>
      </a>
      <span className={styles['quiet']}>
        {describeSize(size)}
        {inline && ', in the HTML'}
      </span>
      {showable && path !== undefined && (
        <IconButton
          icon={Eye}
          size="small"
          label={`Look at ${showTurns(filename)}`}
          onClick={() => onShow(attachment)}
        />
      )}
    </div>
  );
}
