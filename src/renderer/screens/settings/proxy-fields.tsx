import { useNavigate } from '@tanstack/react-router';

import type { Settings } from '../../../shared/contract/settings.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FieldChange } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LineListField } from './line-list-field.tsx';
import { listOf } from './line-list.ts';
import type { NetworkValues } from './network-values.ts';

interface ProxyFieldsProps {
  readonly page: {
    readonly values: NetworkValues;
    readonly errors: Readonly<Record<string, string>>;
    readonly changeOf: (name: keyof NetworkValues) => FieldChange;
    readonly set: (changes: Partial<NetworkValues>) => void;
  };
  readonly site: Settings['site'];
  /** Whether the site has a domain of its own and https. */
  readonly siteIsReady: boolean;
}

/** Where the site listens and whom it believes, each with its warning. */
export function ProxyFields({ page, site, siteIsReady }: ProxyFieldsProps) {
  const { values, errors, changeOf, set } = page;
  const navigate = useNavigate();
  const openSite = () => void navigate({ to: '/settings/$section', params: { section: 'site' } });
  const listen = values.listenAddress.trim();
  const everybody = listOf(values.trustedProxies).filter((range) => range.endsWith('/0'));
  return (
    <>
      {!siteIsReady && (
        <Notice
          tone="warn"
          title="Set the domain and https first."
          action={{ label: 'Open Site', onClick: openSite }}
        >
          The site is{' '}
          <bdi>
            {site.scheme}://{site.domain}
          </bdi>{' '}
          now: others can’t reach that, and links and forms stand on it.
        </Notice>
      )}
      <TextField
        label="Listen at"
        description="The address of this machine that the proxy comes to: 127.0.0.1 when it runs here."
        mono
        value={values.listenAddress}
        error={errors['listenAddress']}
        changed={changeOf('listenAddress')}
        onChange={(listenAddress) => set({ listenAddress })}
      />
      {listen !== '' && listen !== '::1' && !listen.startsWith('127.') && (
        <Notice tone="warn" title="Other machines reach this address.">
          Between the proxy and this machine nothing is encrypted. Let only the proxy through.
        </Notice>
      )}
      <LineListField
        name="trustedProxies"
        label="Trusted proxies"
        description="One address or range a line, such as 10.0.0.0/8. Only these are believed and served."
        page={page}
        onChange={(trustedProxies) => set({ trustedProxies })}
      />
      {everybody.length > 0 && (
        <Notice tone="warn" title="Everybody is trusted.">
          With {everybody.join(' and ')} any visitor can claim any address, and the limits no longer
          hold.
        </Notice>
      )}
      <LineListField
        name="allowedHosts"
        label="Other hosts"
        description={`One host name a line, served besides ${site.domain}. Links always lead there.`}
        page={page}
        onChange={(allowedHosts) => set({ allowedHosts })}
      />
    </>
  );
}
