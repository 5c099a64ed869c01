import type { Settings } from '../../../shared/contract/settings.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { CodeSample } from '../../ui/code-sample.tsx';
import type { NetworkValues } from './network-values.ts';
import { caddySample, nginxSample } from './proxy-samples.ts';
import styles from './settings.module.css';

interface ProxyNeedsProps {
  readonly site: Settings['site'];
  readonly values: NetworkValues;
}

/** What has to stand before the accounts site, with samples for this very one. */
export function ProxyNeeds({ site, values }: ProxyNeedsProps) {
  const { data: status } = useQueryOf('application.status', {});
  const address = status?.addresses.accountsSite;
  const port = address ? new URL(address).port : '8000';
  const proxied = { domain: site.domain, address: values.listenAddress, port };
  return (
    <>
      <h3 className={styles['heading']}>What the proxy has to do</h3>
      <ul className={styles['list']}>
        <li>
          End TLS for <bdi>{site.domain}</bdi>.
        </li>
        <li>
          Pass <code>Host</code> on as it came, add the visitor to <code>X-Forwarded-For</code>, and
          set <code>X-Forwarded-Proto</code> to https.
        </li>
        <li>
          Pass on <code>/accounts/</code> and nothing else.
        </li>
      </ul>
      <CodeSample label="nginx" text={nginxSample(proxied)} />
      <CodeSample label="Caddy" text={caddySample(proxied)} />
      <h3 className={styles['heading']}>What changes here</h3>
      <ProxyChanges />
    </>
  );
}

/** What is different from the moment it is saved. */
export function ProxyChanges() {
  return (
    <ul className={styles['list']}>
      <li>
        Cookies become Secure and begin with <code>__Host-</code>. Who is signed in signs in again.
      </li>
      <li>HSTS is on: browsers that were here once come by https only.</li>
      <li>Requests that do not come through the proxy are refused, from this machine too.</li>
    </ul>
  );
}
