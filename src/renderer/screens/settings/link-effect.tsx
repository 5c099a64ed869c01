import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';

import type { Settings, SiteAnswer } from '../../../shared/contract/settings.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './settings.module.css';

type LinkParts = Omit<Settings['site'], 'name'>;

interface LinkEffectProps {
  readonly site: LinkParts;
  readonly blocked: string | undefined;
  readonly onMeant: (meant: Partial<LinkParts>) => void;
}

/** What links in mails look like with what is typed, and whether they would lead anywhere. */
export function LinkEffect({ site, blocked, onMeant }: LinkEffectProps) {
  const { scheme, passwordPaths, activationPages } = site;
  const domain = useSettled(site.domain);
  const accountsPath = useSettled(site.accountsPath);
  const parts = { domain, scheme, accountsPath, passwordPaths, activationPages };
  const { data } = useQueryOf('settings.linkPreview', parts, { placeholderData: keepPreviousData });
  const links = [data?.link, data?.resetLink].filter((link) => typeof link === 'string');
  return (
    <>
      <h3 className={styles['heading']}>Links in mails will look like</h3>
      <div aria-live="polite">
        {links.map((link) => (
          <p key={link} className={styles['link']}>
            <bdi>{link}</bdi>
          </p>
        ))}
        {links.length === 0 && (
          <p className={styles['link']}>No link can be built from this yet.</p>
        )}
      </div>
      {data?.warnings.map(({ title, advice, meant }) => (
        <Notice
          key={title}
          tone="warn"
          title={title}
          action={
            meant && blocked === undefined
              ? {
                  label: `Use ${meant.scheme}://${meant.domain}${meant.accountsPath ?? ''}`,
                  onClick: () => onMeant(meant),
                }
              : undefined
          }
        >
          {advice}
        </Notice>
      ))}
      {data && links.length > 0 && !data.known && (
        <SiteCheck key={links.join(' ')} {...{ site: parts, blocked, onMeant }} />
      )}
    </>
  );
}

/** Nothing is said of a site elsewhere that was not looked at; one press looks. */
function SiteCheck({ site, blocked, onMeant }: LinkEffectProps) {
  const checking = useCommand('settings.checkSite');
  const [answer, setAnswer] = useState<SiteAnswer | 'asking' | null>(null);
  const check = async () => {
    setAnswer('asking');
    setAnswer(
      await checking.run(site).catch((thrown: unknown): SiteAnswer => {
        const { message: title, advice = '' } = callError(thrown).failure;
        return { tone: 'warn', title, advice };
      }),
    );
  };
  if (answer === 'asking') return <Notice tone="waiting" title="The site is asked." />;
  if (answer === null) {
    const action = { label: 'Check now', onClick: () => void check() };
    return (
      <Notice
        tone="neutral"
        title="Not checked."
        action={blocked === undefined ? action : undefined}
      >
        Whether your site answers there is not known. A check asks its server for the page to sign
        in and for that of reset links.
      </Notice>
    );
  }
  const { tone, title, advice, meant } = answer;
  const action = meant
    ? { label: 'Use those', onClick: () => onMeant(meant) }
    : { label: 'Check again', onClick: () => void check() };
  return (
    <Notice {...{ tone, title }} action={blocked === undefined ? action : undefined}>
      {advice}
    </Notice>
  );
}
