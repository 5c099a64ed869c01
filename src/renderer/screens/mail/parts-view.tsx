import type { CSSProperties } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { describeSize } from '../../../shared/describe-size.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
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
                <td style={{ '--depth': depth } as CSSProperties}>
                  <ForeignText>{contentType}</ForeignText>
                </td>
                <td>
                  <ForeignText>{filename ?? ''}</ForeignText>{' '}
                  {disposition !== null && (
                    <ForeignText className={styles['quiet']}>{disposition}</ForeignText>
                  )}
                </td>
                <td>
                  <ForeignText>{[encoding, charset].filter(Boolean).join(', ')}</ForeignText>
                </td>
                <td data-align="end">{describeSize(size)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
