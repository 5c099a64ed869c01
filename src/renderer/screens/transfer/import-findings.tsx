import { Download } from 'lucide-react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { ImportFindings as Findings } from '../../../shared/contract/transfer.ts';
import { counted } from '../../app/counted.ts';
import { saveFile } from '../../app/acts/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StateBadge } from '../../app/people/account-badges.tsx';
import { FIELD_WORDS } from './import-columns-step.tsx';
import styles from './transfer.module.css';

/** What an import would do, before anything is done. */
export function ImportSummary({ found }: { readonly found: OutputOf<'imports.check'> }) {
  const foreign = found.hashes.filter(({ isCheckedHere }) => !isCheckedHere);
  const isUneasy = found.refused > 0 || found.withoutEmail > 0;
  return (
    <Notice
      tone={found.accepted === 0 ? 'danger' : isUneasy ? 'warn' : 'ok'}
      title={
        found.accepted === 0
          ? 'Nobody would be imported.'
          : `${counted(found.accepted, 'person', 'people')} would be imported${
              found.refused > 0 ? `, ${counted(found.refused, 'row')} refused` : ''
            }.`
      }
    >
      {found.cancelled && 'The check was stopped: the rest of the file was not looked at. '}
      {found.mails > 0 && `${counted(found.mails, 'mail')} would be sent. `}
      {found.withoutPassword > 0 &&
        `${counted(found.withoutPassword, 'person comes', 'people come')} without a password. `}
      {found.withoutEmail > 0 &&
        `${counted(found.withoutEmail, 'person comes', 'people come')} without an e-mail address: they can’t be mailed, choose a password by a link, or be told from somebody who comes twice. `}
      {foreign.map(
        ({ algorithm, count }) =>
          `${counted(count, 'password')} of ${algorithm} can be checked by Django only: here, these people sign in after a reset. `,
      )}
    </Notice>
  );
}

/** The first who would come, as they would be; a column that none of them fills is left out. */
export function FirstPeople({ found }: { readonly found: OutputOf<'imports.check'> }) {
  const { people } = found;
  if (people.length === 0) return null;
  const isNamed = people.some(({ name }) => name !== '');
  const isGrouped = people.some(({ groups }) => groups.length > 0);
  return (
    <section aria-label="First people">
      <h2 className={styles['heading']}>The first of them</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">User name</th>
            <th scope="col">E-mail address</th>
            {isNamed && <th scope="col">Name</th>}
            {isGrouped && <th scope="col">Groups</th>}
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ username, email, name, groups, state }) => (
            <tr key={username}>
              <th scope="row">
                <ForeignText>{username}</ForeignText>
              </th>
              <td>
                <ForeignText>{email}</ForeignText>
              </td>
              {isNamed && (
                <td>
                  <ForeignText>{name}</ForeignText>
                </td>
              )}
              {isGrouped && (
                <td>
                  <ForeignText>{groups.join(', ')}</ForeignText>
                </td>
              )}
              <td className={styles['short']}>
                <StateBadge state={state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Which rows were refused and why, and all of them as a file. */
export function Refused({ found }: { readonly found: Findings }) {
  const { report, problems, refused } = found;
  if (report === null) return null;
  return (
    <section aria-label="Refused rows">
      <div className={styles['line']}>
        <h2 className={styles['heading']}>{counted(refused, 'row')} refused</h2>
        <Button size="small" icon={Download} onClick={() => saveFile(report.path, report.filename)}>
          Save them with their reasons
        </Button>
      </div>
      <ul className={styles['reasons']}>
        {found.reasons.slice(0, 8).map(({ reason, count }) => (
          <li key={reason}>
            <strong>{count.toLocaleString('en-GB')}</strong> <ForeignText>{reason}</ForeignText>
          </li>
        ))}
      </ul>
      <div className={styles['scroll']} role="region" aria-label="First refused rows" tabIndex={0}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col" className={styles['short']}>
                Row
              </th>
              <th scope="col">Field</th>
              <th scope="col" className={styles['value']}>
                Value
              </th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {problems
              .toSorted((one, other) => one.row - other.row)
              .map(({ row, field, value, reason }, index) => (
                <tr key={index}>
                  <th scope="row" className={styles['short']}>
                    {row.toLocaleString('en-GB')}
                  </th>
                  <td className={styles['short']}>{field === null ? '' : FIELD_WORDS[field]}</td>
                  <td className={styles['samples']}>
                    <ForeignText>{value}</ForeignText>
                  </td>
                  <td>
                    <ForeignText>{reason}</ForeignText>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
