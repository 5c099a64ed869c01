import { useQueryOf } from '../../query/use-query-of.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './mail.module.css';

/** Where other programs send what is to be caught. */
export function CaptureAddress() {
  const { data: status } = useQueryOf('application.status', {});
  const address = status?.addresses.captureServer?.replace('smtp://', '');
  if (address === undefined) return null;
  return (
    <p>
      Other programs may send to <span className={styles['address']}>{address}</span>, with any
      login or none. <CopyButton value={address} label="Copy the address of the capture server" />
    </p>
  );
}
