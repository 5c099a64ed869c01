import { Link } from '@tanstack/react-router';
import {
  Check,
  CircleUserRound,
  ExternalLink,
  Keyboard,
  Lock,
  LogOut,
  Moon,
  Search,
  Sun,
  SunMoon,
} from 'lucide-react';
import { useState } from 'react';

import type { ApplicationCounts } from '../../shared/contract/application.ts';
import type { RegistrationPolicy } from '../../shared/contract/settings.ts';
import { useConnection } from '../bridge/bridge-provider.tsx';
import { useQueryOf } from '../query/use-query-of.ts';
import { useKeymap } from './keys/keymap.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { Swatch } from '../ui/swatch.tsx';
import { ToneIcon } from '../ui/tone-icon.tsx';
import { useActions } from './keys/actions.tsx';
import { describeDelivery } from './mail/describe-delivery.ts';
import { POLICY_LOOKS } from './registration-policy.ts';
import { readTheme, rememberTheme, type Theme, THEMES } from './theme.ts';
import { useRunById } from './keys/use-action-runner.ts';
import styles from './top-strip.module.css';

interface TopStripProps {
  readonly counts: ApplicationCounts | undefined;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** Without a connection nobody can say what the application does now. */
const NOT_KNOWN = {
  tone: 'neutral',
  title: 'Where mail goes is not known now.',
  consequence: '',
} as const;

/** Where nothing may be written there is no capture server, and nothing is sent. */
const READ_ONLY = {
  tone: 'neutral',
  title: 'No mail leaves, and none is captured.',
  consequence: 'The database is read-only.',
} as const;

/** Always in sight: where mail goes, where people sign up, who is at the console. */
export function TopStrip({ counts, onPalette, onKeys }: TopStripProps) {
  const keymap = useKeymap();
  const isLost = useConnection().state.kind !== 'connected';
  const { data: status } = useQueryOf('application.status', {});
  const isReadOnly = status !== undefined && status.readOnly !== null;
  const exception = (isLost && NOT_KNOWN) || (isReadOnly && READ_ONLY);
  const delivery = counts && (exception || describeDelivery(counts));
  const colour =
    !exception && counts?.delivery.kind === 'smtp' ? counts.delivery.colour : undefined;
  return (
    <header className={styles['strip']} data-tone={delivery?.tone} data-colour={colour}>
      <p className={styles['delivery']} role="status">
        {delivery && (
          <>
            {colour === undefined ? <ToneIcon tone={delivery.tone} /> : <Swatch colour={colour} />}
            <span title={exception ? undefined : counts.delivery.where}>
              <strong>{delivery.title}</strong> {delivery.consequence}
            </span>
          </>
        )}
      </p>
      <div className={styles['end']}>
        {counts && !isReadOnly && <LinkFault {...counts.links} />}
        <AccountsSite policy={counts?.registrationPolicy} />
        <Button variant="quiet" icon={Search} keys={keymap.palette} onClick={onPalette}>
          Search
        </Button>
        <ThemeMenu />
        <UserMenu onKeys={onKeys} />
      </div>
    </header>
  );
}

/** A mail with such links does not help whom it is for, so it is said wherever one acts. */
function LinkFault({ domain, fault }: ApplicationCounts['links']) {
  if (fault === null) return null;
  return (
    <Link
      className={styles['dead']}
      to="/settings/$section"
      params={{ section: 'site' }}
      title={`${domain}: ${fault.why}`}
    >
      <ToneIcon tone="warn" />
      <span className={styles['fault']}>
        {fault.openHere ? (
          'Links open here only'
        ) : (
          <ForeignText>{`Links lead to ${domain}`}</ForeignText>
        )}
      </span>
    </Link>
  );
}

function AccountsSite({ policy }: { readonly policy: RegistrationPolicy | undefined }) {
  const { data } = useQueryOf('application.status', {});
  const address = data?.addresses.accountsSite ?? null;
  if (address === null) return null;
  const [tone, word] = policy === undefined ? [] : POLICY_LOOKS[policy];
  return (
    <span className={styles['site']}>
      <span className={styles['address']} title="Address of the accounts site">
        {new URL(address).host}
      </span>
      {word !== undefined && (
        <span className={styles['policy']}>
          <Badge tone={tone}>Registration: {word.toLowerCase()}</Badge>
        </span>
      )}
      <a
        className={styles['link']}
        href={`${address}register/`}
        target="_blank"
        rel="noreferrer"
        title={`Open ${address}register/`}
      >
        <span className={styles['words']}>Register page</span>
        <Icon glyph={ExternalLink} size={12} />
      </a>
    </span>
  );
}

const THEME_NAMES = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

function ThemeMenu() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    rememberTheme(next);
    setTheme(next);
  };
  useActions(
    THEMES.map((each) => ({
      id: `theme.${each}` as const,
      group: 'Console',
      label: `Theme: ${THEME_NAMES[each].toLocaleLowerCase()}`,
      keywords: 'dark light mode appearance colours',
      icon: THEME_ICONS[each],
      run: () => choose(each),
    })),
  );
  return (
    <Menu
      trigger={<IconButton icon={THEME_ICONS[theme]} label={`Theme: ${THEME_NAMES[theme]}`} />}
      items={THEMES.map((each) => ({
        label: THEME_NAMES[each],
        icon: each === theme ? Check : THEME_ICONS[each],
        onSelect: () => choose(each),
      }))}
    />
  );
}

function UserMenu({ onKeys }: { readonly onKeys: () => void }) {
  const keymap = useKeymap();
  const { data } = useQueryOf('session.state', {});
  const run = useRunById();
  const person = data?.person;
  if (!person) return null;
  return (
    <Menu
      trigger={
        <Button variant="quiet" icon={CircleUserRound}>
          <ForeignText>{person.username}</ForeignText>
        </Button>
      }
      items={[
        { heading: person.isSuperuser ? 'Superuser' : 'Staff' },
        { label: 'Lock', icon: Lock, keys: keymap.lock, onSelect: () => run('lock') },
        { label: 'All keys', icon: Keyboard, keys: keymap.keys, onSelect: onKeys },
        'separator',
        {
          label: 'Sign out',
          icon: LogOut,
          keys: keymap['sign-out'],
          onSelect: () => run('sign-out'),
        },
      ]}
    />
  );
}
