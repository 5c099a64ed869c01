import type { CSSProperties } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { describeSize } from './describe-size.ts';
import styles from './mail.module.css';

/** The mail's parts as they stand in each other, with what they say of themselves. */
export function PartsView({ parts }: Pick<CapturedMail, 'parts'>) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Parts of the mail">
      <table className={styles['parts']}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Name</th>
            <th scope="col">Encoding</th>
            <th scope="col" data-align="end">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(
            ({ depth, contentType, filename, encoding, charset, disposition, size }, index) => (
              <tr key={index}>
                <td style={{ '--depth': depth } as CSSProperties}>{contentType}</td>
                <td>
                  <bdi>{filename}</bdi>{' '}
                  {disposition !== null && <span className={styles['quiet']}>{disposition}</span>}
                </td>
                <td>{[encoding, charset].filter(Boolean).join(', ')}</td>
                <td data-align="end">{describeSize(size)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
