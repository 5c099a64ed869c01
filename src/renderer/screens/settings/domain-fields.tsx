import { keepPreviousData } from '@tanstack/react-query';

import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Switch } from '../../ui/switch.tsx';
import { LineListField } from './line-list-field.tsx';
import { listOf } from './line-list.ts';
import type { RegistrationFieldsProps, RegistrationValues } from './registration-values.ts';
import styles from './settings.module.css';

/** Which mail domains may register, and whom that would have stopped. */
export function DomainFields({ page, shows }: RegistrationFieldsProps) {
  const { values, set } = page;
  return (
    <>
      {shows('allowedDomains') && (
        <LineListField
          name="allowedDomains"
          label="Allowed mail domains"
          description="One domain a line, with its subdomains. Empty, all are allowed."
          placeholder="shop.example"
          page={page}
          onChange={(allowedDomains) => set({ allowedDomains })}
        />
      )}
      {shows('deniedDomains') && (
        <LineListField
          name="deniedDomains"
          label="Denied mail domains"
          description="One domain a line, with its subdomains. They stay denied where a wider one is allowed."
          page={page}
          onChange={(deniedDomains) => set({ deniedDomains })}
        />
      )}
      {shows('refuseDisposable') && (
        <>
          <Switch
            label="Refuse disposable addresses"
            description="Mail domains for one use, by the list that is shipped."
            checked={values.refuseDisposable}
            onChange={(refuseDisposable) => set({ refuseDisposable })}
          />
          <DomainEffect {...values} />
        </>
      )}
    </>
  );
}

type Rules = Pick<RegistrationValues, 'allowedDomains' | 'deniedDomains' | 'refuseDisposable'>;

function DomainEffect({ refuseDisposable, ...texts }: Rules) {
  const allowedDomains = listOf(useSettled(texts.allowedDomains));
  const deniedDomains = listOf(useSettled(texts.deniedDomains));
  const anyRule = refuseDisposable || allowedDomains.length + deniedDomains.length > 0;
  const { data } = useQueryOf(
    'settings.domainEffect',
    { allowedDomains, deniedDomains, refuseDisposable },
    { enabled: anyRule, placeholderData: keepPreviousData },
  );
  return (
    <p className={styles['quiet']} role="status">
      {anyRule && data && (
        <>
          {effectWords(data)}
          {data.stopped > 0 && (
            <>
              {' '}
              At <bdi>{data.domains.join(', ')}</bdi>.
            </>
          )}
        </>
      )}
    </p>
  );
}

function effectWords({ looked, stopped }: { readonly looked: number; readonly stopped: number }) {
  if (looked === 0) return 'There is nobody yet to try these rules on.';
  const number = stopped === 0 ? 'none' : stopped.toLocaleString('en-GB');
  return `These rules would have stopped ${number} of the last ${looked.toLocaleString('en-GB')}.`;
}
