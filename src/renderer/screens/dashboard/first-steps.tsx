import type { FirstStep } from '../../../shared/contract/dashboard.ts';
import { TestSignUpButton } from '../../app/acts/test-sign-up-button.tsx';
import { RegisterPageButton } from '../../app/register-page-button.tsx';
import { Chart } from '../../ui/chart.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { BoardLinkTo } from './board-link.tsx';
import styles from './dashboard.module.css';

/** What a new site needs, in place of charts of nobody. */
export function FirstSteps({ steps }: { readonly steps: readonly FirstStep[] }) {
  return (
    <Chart title="First steps" note="until somebody signs up" table={null}>
      <ol className={styles['signs']}>
        {steps.map(({ id, title, isDone, detail, acts }) => (
          <li key={id} className={styles['sign']}>
            <ToneIcon tone={isDone ? 'ok' : 'waiting'} />
            <div>
              <p>
                {title}
                {isDone && <VisuallyHidden>, done</VisuallyHidden>}
              </p>
              <p className={styles['quiet']}>{detail}</p>
              <p className={styles['acts']}>
                {acts.map(({ label, link }) => (
                  <BoardLinkTo key={label} link={link}>
                    {label}
                  </BoardLinkTo>
                ))}
                {id === 'register' && (
                  <>
                    <RegisterPageButton />
                    <TestSignUpButton />
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Chart>
  );
}
