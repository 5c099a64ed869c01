import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from './mail.module.css';
import { PlainView } from './source-views.tsx';

type TalkViewProps = Pick<CapturedMail, 'client' | 'talk'>;

/** Who brought the mail and what was said, passwords left out. */
export function TalkView({ client, talk }: TalkViewProps) {
  return (
    <>
      {client && (
        <p className={`${styles['talk']} ${styles['quiet']}`}>
          From {client.address}, who said to be{' '}
          <ForeignText>{client.hello || 'nobody'}</ForeignText>,{' '}
          {client.tls === null ? 'in clear' : `encrypted by ${client.tls}`},{' '}
          {client.user === null ? (
            'without a login'
          ) : (
            <>
              logged in as <ForeignText>{client.user}</ForeignText>
            </>
          )}
          .
        </p>
      )}
      <PlainView label="Talk with the server" text={talk ?? ''} />
    </>
  );
}
